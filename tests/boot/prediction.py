#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""tests/boot/prediction.py FDTRESTRICT KERNEL CONFIGURATION FOLDER

Asks `fdtrestrict predict` what KERNEL does with the boot that is kept in FOLDER (see boot-one), and compares that with the outcome of
each device in FOLDER/result. Says where they differ, and ends with 1 then. Without a predict there is nothing to compare.
"""
import functools
import json
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass

GUESTS = {
    "6.1-restricted": "linux-6.1", "6.1-unrestricted": "linux-6.1-nopool",
    "6.12-restricted": "linux-6.12", "6.12-unrestricted": "linux-6.12-nopool",
    "7.2-restricted": "linux-7.2", "7.2-unrestricted": "linux-7.2-nopool",
    "6.12-acpi": "linux-6.12",
    "debian-arm64": "debian-12-cloud-arm64", "debian-amd64": "debian-12-cloud-amd64",
}
# What iommu_platform and the transports' switches of QEMU make of a device.
FEATURES = {
    "required": {"modern": True, "access-platform": "required"},
    "absent": {"modern": True, "access-platform": "absent"},
    "legacy": {"modern": False, "access-platform": "absent"},
}
# The words of boot-one in those of predict.
MEANING = {
    "restricted": "restricted",
    "unrestricted": "unrestricted", "astride": "unrestricted",
    "refused": "refused", "unbound": "refused", "failed": "refused",
    "stalled": "stalls", "hung": "stalls",
    "crashed": "crashes",
}


@dataclass(frozen=True)
class Observation:
    device: str
    outcome: str
    detail: str


def observations(text):
    """Of what boot-one says the outcome of each device, or one of no device when it did not come so far."""
    first, *rest = text.splitlines() or ["failed"]
    found = [re.match(r"blk\d+: (\S+) (\S+), (.*)", line) for line in rest]
    return [Observation(*match.groups()) for match in found if match] or [Observation("-", first, "\n".join(rest))]


@functools.lru_cache(maxsize=None)
def available(binary):
    return subprocess.run([binary, "predict", "--help"], capture_output=True, check=False).returncode == 0


def described(folder):
    """The description, as predict reads it: a tree, or tables, of which one of our own stands for QEMU's of its kind."""
    if (folder / "guest.dtb").exists():
        where = (folder / "kernel.region").read_text().split()
        return ["--kernel", *where, folder / "guest.dtb"]
    ours = sorted(folder.glob("*.aml"))
    replaced = any(table.read_bytes()[:4] == b"DSDT" for table in ours)
    qemu = [folder / "tables" / name for name in (["IORT.aml"] if replaced else ["DSDT.aml", "IORT.aml"])]
    return [*(table for table in qemu if table.exists()), *ours]


def predict(binary, kernel, configuration, folder, devices):
    """{device: outcome}, and what went wrong"""
    features = folder / "features.json"
    features.write_text(json.dumps({"devices": {device: FEATURES[configuration] for device in devices}}))
    done = subprocess.run([binary, "predict", "--guest", GUESTS[kernel], "--device-features", features, "--format", "json", *described(folder)],
                          capture_output=True, text=True, check=False)
    (folder / "predicted.json").write_text(done.stdout)
    if done.returncode > 1:
        return {}, done.stderr
    answers = json.loads(done.stdout)["predictions"]
    return {answer["device"]: answer["outcome"] for answer in answers}, ""


def differences(observed, predicted):
    """A line for each device whose outcome predict does not tell."""
    for each in observed:
        told = predicted.get(each.device, "nothing")
        if MEANING.get(each.outcome) != told:
            yield f"{each.device}: observed {each.outcome}, predicted {told}"


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    binary, kernel, configuration, folder = sys.argv[1:4] + [pathlib.Path(sys.argv[4])]
    if not available(binary):
        return 0
    observed = observations((folder / "result").read_text())
    predicted, wrong = predict(binary, kernel, configuration, folder, [each.device for each in observed])
    found = [wrong.strip()] if wrong else list(differences(observed, predicted))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
