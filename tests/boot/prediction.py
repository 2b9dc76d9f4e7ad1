#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""tests/boot/prediction.py FDTRESTRICT KERNEL IMAGE CONFIGURATION FOLDER

Asks `fdtrestrict predict` what KERNEL does with the boot that is kept in FOLDER (see boot-one), and compares that with the outcome of
each device in FOLDER/result. Says where they differ, and ends with 1 then. Without a predict there is nothing to compare.

The guest is asked for by its name, of which predict knows how such kernels are built. Where that is not what came of it, IMAGE may be
built otherwise: then the configuration counts that it has in itself.
"""
import functools
import gzip
import json
import pathlib
import re
import subprocess
import sys
import zlib
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
QEMU_TABLES = {"DSDT.aml", "IORT.aml", "APIC.aml"}  # of QEMU's, what predict looks at: devices, IOMMUs, the processor
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


@functools.lru_cache(maxsize=None)
def configuration_of(image):
    """The .config that a kernel with CONFIG_IKCONFIG has in itself, or None."""
    try:
        data = gzip.decompress(pathlib.Path(image).read_bytes())
    except gzip.BadGzipFile:
        return None
    start = data.find(b"IKCFG_ST")
    return zlib.decompressobj(31).decompress(data[start + 8:]) if start >= 0 else None


def described(folder):
    """The description, as predict reads it: a tree, or tables, of which one of our own stands for QEMU's of its kind."""
    if (folder / "guest.dtb").exists():
        return ["--kernel", (folder / "kernel.region").read_text().strip(), "--dtb-at", (folder / "blob.address").read_text().strip(), folder / "guest.dtb"]
    ours = sorted(folder.glob("*.aml"))
    replaced = any(table.read_bytes()[:4] == b"DSDT" for table in ours)
    qemu = [table for table in sorted((folder / "tables").glob("*.aml")) if table.name in QEMU_TABLES and not (replaced and table.name == "DSDT.aml")]
    memory = memory_map(folder)
    (folder / "iomem").write_text("\n".join(memory) + "\n")
    return [*(["--memory-map", folder / "iomem"] if memory else []), *qemu, *ours]


def memory_map(folder):
    """As the guest lists it; of one that came to a stand before that, as the guest without a description does, on the same machine."""
    for place in (folder, folder.parent / "none", folder.parent.parent / "none" / folder.name):
        console = place / "console"
        found = re.findall(r"^ *[0-9a-f]+-[0-9a-f]+ : .*", console.read_text(errors="replace"), re.MULTILINE) if console.exists() else []
        if found:
            return found
    return []


def ask(binary, guest, features, folder):
    """{device: outcome}, and what went wrong"""
    named = [f"--device={device}" for device in features["devices"]]
    (folder / "features.json").write_text(json.dumps(features))
    done = subprocess.run([binary, "predict", "--no-config", *guest, "--device-features", folder / "features.json", "--format", "json",
                           *named, *described(folder)], capture_output=True, text=True, check=False)
    (folder / "predicted.json").write_text(done.stdout)
    if done.returncode > 1:
        return {}, done.stderr.strip()
    return {answer["device"]: answer["outcome"] for answer in json.loads(done.stdout)["predictions"]}, ""


@dataclass
class Prediction:
    outcomes: dict
    wrong: str = ""
    configured: bool = False  # it takes the kernel's own configuration to tell


def predict(binary, kernel, image, configuration, folder, observed):
    if any(each.device == "-" for each in observed):
        return Prediction({})
    features = {"devices": {each.device: FEATURES[configuration] for each in observed}}
    named = Prediction(*ask(binary, ["--guest", GUESTS[kernel]], features, folder))
    if named.wrong or not list(differences(observed, named.outcomes)) or not configuration_of(image):
        return named
    (folder / "kernel.config").write_bytes(configuration_of(image))
    own = Prediction(*ask(binary, ["--kernel-config", folder / "kernel.config"], features, folder), configured=True)
    return named if own.wrong or list(differences(observed, own.outcomes)) else own


def differences(observed, predicted):
    """A line for each device whose outcome predict does not tell."""
    for each in observed:
        told = predicted.get(each.device, "nothing")
        if MEANING.get(each.outcome) != told:
            yield f"{each.device}: observed {each.outcome}, predicted {told}"


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    binary, kernel, image, configuration, folder = sys.argv[1:5] + [pathlib.Path(sys.argv[5])]
    if not available(binary):
        return 0
    observed = observations((folder / "result").read_text())
    predicted = predict(binary, kernel, image, configuration, folder, observed)
    found = [predicted.wrong] if predicted.wrong else list(differences(observed, predicted.outcomes))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
