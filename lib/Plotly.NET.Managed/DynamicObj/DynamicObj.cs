using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using Microsoft.FSharp.Core;

namespace DynamicObj;

/// <summary>An object whose members are set by name: the base of every trace and every part of a layout.</summary>
[SuppressMessage("Naming", "CA1724", Justification = "The real package's own name.")]
public class DynamicObj : DynamicObject
{
    private OrderedDictionary<string, object?> _members = new(StringComparer.Ordinal);

    /// <summary>Members in the order in which they were first set.</summary>
    internal IReadOnlyDictionary<string, object?> Members => _members;

    /// <summary>Sets a member, whether or not it was there before.</summary>
    public void SetValue<c>(string name, c value) => _members[name] = value;

    /// <summary>The value of a member, or none.</summary>
    public FSharpOption<object>? TryGetValue(string name) => TryGetTypedValue<object>(name);

    /// <summary>The value of a member when it is there and of that type, or none.</summary>
    public FSharpOption<a>? TryGetTypedValue<a>(string name) => _members.TryGetValue(name, out var value) && value is a typed ? typed : null;

    /// <summary>Takes a member away; false when there was none.</summary>
    public bool Remove(string name) => _members.Remove(name);

    /// <inheritdoc/>
    public override IEnumerable<string> GetDynamicMemberNames() => _members.Keys;

    /// <inheritdoc/>
    public override bool TryGetMember(GetMemberBinder binder, out object? result) => _members.TryGetValue(binder.Name, out result);

    /// <inheritdoc/>
    public override bool TrySetMember(SetMemberBinder binder, object? value)
    {
        _members[binder.Name] = value;
        return true;
    }

    /// <summary>An object of the same type with members of its own; the values are shared.</summary>
    internal DynamicObj Clone()
    {
        var clone = (DynamicObj)MemberwiseClone();
        clone._members = new(_members, StringComparer.Ordinal);
        return clone;
    }
}
