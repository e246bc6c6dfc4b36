#!/usr/bin/env python3
"""Checks run folders without the program: hashes, names, and the chain of manifests (contract 5).
Usage: python3 check-run.py RUN_FOLDER [SHA-256 of the manifest of this or a later run]
Ends with 0 where all holds, with 3 where it names a fault.
"""
import hashlib, json, pathlib, re, sys

RUN, COMPANIONS = r"catchup-[0-9TZ]+-[0-9TZ]+-[0-9a-f]{12}", {"manifest.json.sig", "purged.json"}
PERSONAL = {"notices.csv", "review.csv", "considered.csv", "rejects.csv"}
faults = []


def digest(path):
    sha256 = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            sha256.update(block)
    return sha256.hexdigest()


def check_folder(folder):
    manifest = json.loads((folder / "manifest.json").read_bytes())
    if manifest["runId"] != folder.name:
        faults.append("manifest.json: is of another run than its folder")
    expected = {entry["file"]: entry["sha256"] for entry in manifest["artefacts"]}
    expected["manifest.json"] = digest(folder / "manifest.json")
    sums = "".join(f"{expected[name]}  {name}\n" for name in sorted(expected))
    expected["SHA256SUMS"] = hashlib.sha256(sums.encode()).hexdigest()
    there = {path.name for path in folder.iterdir()}
    purged = json.loads((folder / "purged.json").read_bytes())["files"] if "purged.json" in there else []
    gone = {e["file"] for e in purged if expected.get(e["file"]) == e["sha256"]} & PERSONAL - there
    faults.extend(f"{name}: does not belong here" for name in sorted(there - set(expected) - COMPANIONS))
    for name, sha256 in expected.items():
        path = folder / name
        if name not in gone and (path.is_symlink() or not path.is_file() or digest(path) != sha256):
            faults.append(f"{name}: is missing, no plain file, or does not have the SHA-256 it must have")


def check_chain(folder, head):
    runs = [path for path in folder.parent.iterdir() if re.fullmatch(RUN, path.name)]
    files = {run / "manifest.json" for run in [*runs, folder]}
    previous = {digest(file): json.loads(file.read_bytes())["previousManifestSha256"] for file in files}
    for wanted in [sha256 for sha256 in [*previous.values(), head] if sha256 is not None]:
        if wanted not in previous:
            faults.append(f"manifest.json: no run here has the manifest {wanted}")
    at = head
    while at is not None and at != digest(folder / "manifest.json"):
        at = previous.get(at)
    if head in previous and at is None:
        faults.append("manifest.json: is not in the chain of the expected manifest")


run = pathlib.Path(sys.argv[1] if sys.argv[1:] else sys.exit(__doc__)).resolve()
try:
    check_folder(run)
    check_chain(run, (sys.argv + [None])[2])
except (OSError, ValueError, KeyError, TypeError) as error:
    faults.append(f"a manifest cannot be read ({type(error).__name__})")
print("\n".join(faults) or "sound: names, hashes and chain")
sys.exit(3 if faults else 0)
