"""A class on one machine: JupyterHub with the course's C# kernel.

As root, with the .NET SDK installed for everybody (/usr/lib/dotnet or /usr/share/dotnet) and the course cloned to /opt/course,
where students can read it:

    cd /opt/course
    dotnet build course.sln -c Release
    dotnet run -c Release --project lib/Course.Cli -- jupyter install --prefix /usr/local
    dotnet run -c Release --project lib/Course.Cli -- data get mnist --to /opt/course-data/mnist
    jupyterhub -f docs/jupyterhub_config.py

It lets in whoever has an account on the machine and runs each student's notebooks as that student.
"""

import os
import pwd
import subprocess
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parent.parent
KERNEL = Path("/usr/local/share/jupyter/kernels/.net-csharp/kernel.json")

c = get_config()  # noqa: F821 (JupyterHub's own)

# Students type their passwords: other machines reach the hub through a web server with TLS, or by these two lines and port 443.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
# c.JupyterHub.bind_url = "https://:443"
# c.JupyterHub.ssl_key, c.JupyterHub.ssl_cert = "/etc/ssl/private/hub.key", "/etc/ssl/certs/hub.pem"

# One copy of MNIST for the whole class.
c.Spawner.environment = {"COURSE_DATA": os.environ.get("COURSE_DATA", "/opt/course-data")}

# At the beginning of a lesson all come at once, and each has to wait for the others.
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120

# A kernel takes some 100 MB as long as it lives: one that nobody has used for an hour is ended.
c.Spawner.args = ["--MappingKernelManager.cull_idle_timeout=3600", "--MappingKernelManager.cull_interval=300"]
c.Spawner.notebook_dir = "~/course"


# Run as the student: as root, a link in the student's home would lead it into any folder of the machine.
GIVE = """
import json, os, shutil, sys
from pathlib import Path
course, home, kernel = map(Path, sys.argv[1:])
if kernel.exists():
    for program in json.loads(kernel.read_text())["argv"][:2]:
        if os.path.isabs(program) and not os.access(program, os.R_OK):
            print(f"{home.name} cannot read {program}: no cell will run. Keep the course and .NET outside of anybody's home.", file=sys.stderr)
own, begun = home / "course", home / ".course.begun"
if own.exists():
    sys.exit()
home.mkdir(parents=True, exist_ok=True)
if begun.is_symlink():
    begun.unlink()
shutil.rmtree(begun, ignore_errors=True)
shutil.copytree(course / "notebooks", begun / "notebooks")
for folder in ("lib", "data"):
    (begun / folder).symlink_to(course / folder)
begun.rename(own)
"""


def give_course(spawner):
    """Each student's own copy of the notebooks; the library and the data are everybody's, and are only read."""
    home = getattr(spawner, "home_dir", "") or os.path.expanduser(f"~{spawner.user.name}")
    student = {}
    if os.geteuid() == 0:
        try:
            account = pwd.getpwnam(spawner.user.name)
            groups = os.getgrouplist(account.pw_name, account.pw_gid)
            student = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": groups}
        except KeyError:  # a spawner that needs no accounts
            pass
    subprocess.run([sys.executable, "-I", "-c", GIVE, COURSE, home, KERNEL], cwd="/", env={}, check=True, **student)


c.Spawner.pre_spawn_hook = give_course
