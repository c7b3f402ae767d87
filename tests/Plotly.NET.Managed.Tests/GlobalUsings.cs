global using PlotlyObject = DynamicObj.DynamicObj;
