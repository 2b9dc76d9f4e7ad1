#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""tests/boot/matrix.py FDTRESTRICT [PATTERN...]

Boots every description of `cases`, `mistakes` and `more` under every kernel with every configuration of its devices, those of
`acpi-cases` too, asks `fdtrestrict predict` what it expects, and writes MATRIX.md; ends with 1 when an outcome is not as predicted.
PATTERNs choose KERNEL/NAME/CONFIGURATION ('6.12-*/pci*', '*/legacy'); then the table is printed and MATRIX.md stays as it is.

FDTR_BOOT_MATRIX=DIR   boots are kept there, else in build/boot-matrix of the project; an equal boot is not made again
FDTR_BOOT_KEPT=1       what was observed of a boot is taken as it stands there, and only predict asked again; `only`: the others are left out
FDTR_BOOT_KERNELS=DIR  the kernels, else boot-kernels of the project, else ../shared/boot
FDTR_BOOT_DEBIAN=DIR   Debian's own kernels, where tests/boot/fetch has put them, else build/boot of the project
FDTR_BOOT_JOBS=N       boots at a time, else as many as there are processors
FDTR_BOOT_TIMEOUT=S    seconds a boot may take, else 60
"""
import concurrent.futures
import fnmatch
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass

import matrix_table
import prediction

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
VERSIONS = ["6.1", "6.12", "7.2"]
KERNELS = [f"{version}-{variant}" for version in VERSIONS for variant in ("restricted", "unrestricted")]
# By ACPI, and their column in acpi-cases.
ACPI_KERNELS = {"6.12-acpi": 3, "debian-arm64": 4, "debian-amd64": 5}
# What follows DEVICES of boot-one and boot-acpi for each.
CONFIGURATIONS = {"required": "", "absent": "-open", "legacy": "-legacy"}
FIRMWARE = pathlib.Path("/usr/share/qemu-efi-aarch64/QEMU_EFI.fd")


@dataclass(frozen=True)
class Description:
    name: str
    devices: str
    form: str  # of a tree as boot-one has it, else "acpi"
    options: tuple


@dataclass(frozen=True)
class Job:
    kernel: str
    description: Description
    configuration: str

    @property
    def name(self):
        return f"{self.kernel}/{self.description.name}/{self.configuration}"


@dataclass
class Result:
    job: Job
    observed: list
    predicted: prediction.Prediction = None

    def differences(self):
        if self.predicted is None:
            return []
        return [self.predicted.wrong] if self.predicted.wrong else list(prediction.differences(self.observed, self.predicted.outcomes))


def rows(table):
    for line in (HERE / table).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()


def trees():
    """Of each name the first line, for the others tell what other kernels do. What names a configuration is a line of `run`'s."""
    found = {}
    for table, column, options in (("cases", 2, 6), ("mistakes", 2, 6), ("more", 1, 3)):
        for row in rows(table):
            devices, (form, *mistake) = row[column], row[column + 1].split(":")
            if not devices.endswith(("-open", "-legacy")):
                form = f"{form}:{mistake[0]}:" if mistake else form
                found.setdefault(row[0], Description(row[0], devices, form, tuple(row[options:])))
    return list(found.values())


def first_with(name, *places):
    """The first of the directories that has the file, or None."""
    return next((pathlib.Path(place).resolve() for place in places if place and (pathlib.Path(place) / name).exists()), None)


class Runner:
    def __init__(self, binary):
        self.binary = str(pathlib.Path(binary).resolve())
        self.root = pathlib.Path(os.environ.get("FDTR_BOOT_MATRIX") or PROJECT / "build/boot-matrix").resolve()
        self.cache = self.root / "boots"
        self.cache.mkdir(parents=True, exist_ok=True)
        self.kernels = first_with("initramfs.gz", os.environ.get("FDTR_BOOT_KERNELS"), PROJECT / "boot-kernels", PROJECT.parent / "shared/boot")
        self.debian = first_with(".", os.environ.get("FDTR_BOOT_DEBIAN"), PROJECT / "build/boot")
        if not self.kernels:
            sys.exit("skip boot-matrix: no kernels (make boot-kernels builds them)")
        self.archives = {kernel: self.repacked(kernel) for kernel in [*KERNELS, *ACPI_KERNELS] if self.image(kernel)}
        self.lock = threading.Lock()
        self.log = open(self.root / "observed.tsv", "w", encoding="utf-8")

    def image(self, kernel):
        """None when it is not there"""
        version, variant = kernel.rsplit("-", 1)
        if version == "debian":
            image = self.debian and self.debian / kernel / "vmlinuz"
        else:
            image = self.kernels / f"linux-{version}-arm64-{'restricted-' * (variant == 'acpi')}{variant}.Image.gz"
        return image if image and image.exists() else None

    def repacked(self, kernel):
        """Its initramfs with the init of now. All but Debian's have one in common."""
        debian = kernel.startswith("debian")
        archive = self.root / f"initramfs-{kernel}" if debian else self.root / "initramfs"
        source = (self.debian / kernel if debian else self.kernels) / "initramfs.gz"
        if not archive.exists() or archive.stat().st_mtime < max(path.stat().st_mtime for path in (source, HERE / "init", HERE / "initramfs")):
            subprocess.run([HERE / "initramfs", source, archive], check=True)
        return archive

    def jobs(self):
        """What differs most comes first: the device that a description can restrict."""
        trees_of = [(kernel, description) for kernel in KERNELS for description in trees()]
        tables_of = [(kernel, Description(row[0], row[1], "acpi", (row[2],)))
                     for kernel, column in ACPI_KERNELS.items() for row in rows("acpi-cases") if row[column] != "-"]
        every = [Job(kernel, description, configuration) for kernel, description in (*trees_of, *tables_of) if kernel in self.archives
                 for configuration in CONFIGURATIONS]
        return sorted(every, key=lambda job: job.configuration != "required")

    def command(self, job, place):
        about = job.description
        devices = about.devices + CONFIGURATIONS[job.configuration]
        start = [HERE / ("boot-acpi" if about.form == "acpi" else "boot-one"), place, self.image(job.kernel), self.archives[job.kernel]]
        if about.form == "acpi":
            return [*start, "amd64" if job.kernel.endswith("amd64") else "arm64", devices, *about.options, self.binary]
        return [*start, devices, about.form, self.binary, "generate", *about.options]

    def place(self, job):
        return self.root / "jobs" / job.name

    def boot(self, job, place):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        done = subprocess.run(self.command(job, place), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env={**os.environ, "FDTR_BOOT_CACHE": str(self.cache)}, check=False)
        for unneeded in [*place.glob("disk*"), *(place / name for name in ("initrd", "kernel"))]:
            unneeded.unlink(missing_ok=True)
        (place / "result").write_text(done.stdout + done.stderr)

    def run(self, job):
        place = self.place(job)
        if not os.environ.get("FDTR_BOOT_KEPT") or not (place / "result").exists():
            self.boot(job, place)
        result = Result(job, prediction.observations((place / "result").read_text()))
        self.tell(job, result.observed, place / "guest.dtb")
        if prediction.available(self.binary):
            result.predicted = prediction.predict(self.binary, job.kernel, self.image(job.kernel), job.configuration, place, result.observed)
        return result

    def tell(self, job, observed, tree):
        with self.lock:
            for each in observed:
                print(job.kernel, job.description.name, job.configuration, each.device, each.outcome, tree if tree.exists() else tree.parent,
                      sep="\t", file=self.log, flush=True)

    def versions(self, jobs):
        """What was run: QEMU, the firmware, and the kernels by what they say first."""
        for emulator in ("qemu-system-aarch64", "qemu-system-x86_64"):
            if shutil.which(emulator):
                yield emulator, subprocess.run([emulator, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
        if FIRMWARE.exists():
            yield FIRMWARE.name, "SHA-256 " + hashlib.sha256(FIRMWARE.read_bytes()).hexdigest()[:16]
        for kernel in dict.fromkeys(job.kernel for job in jobs):
            consoles = ((self.place(job) / "console").read_text(errors="replace") for job in jobs if job.kernel == kernel
                        if (self.place(job) / "console").exists())
            found = (re.search(r"Linux version (\S+)", console) for console in consoles)
            yield kernel, next((match.group(1) for match in found if match), "")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    runner, patterns = Runner(sys.argv[1]), sys.argv[2:]
    wanted = [job for job in runner.jobs() if not patterns or any(fnmatch.fnmatch(job.name, pattern) for pattern in patterns)]
    jobs = [job for job in wanted if os.environ.get("FDTR_BOOT_KEPT") != "only" or (runner.place(job) / "result").exists()]
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("FDTR_BOOT_JOBS") or os.cpu_count())) as pool:
        results = list(pool.map(runner.run, jobs))
    of = {form == "acpi": [result for result in results if (result.job.description.form == "acpi") == (form == "acpi")] for form in ("tree", "acpi")}
    text = matrix_table.write(runner.versions(jobs), [("Device trees", KERNELS, of[False]), ("ACPI tables", list(ACPI_KERNELS), of[True])],
                              len(wanted))
    if patterns:
        print(text)
    else:
        (HERE / "MATRIX.md").write_text(text, encoding="utf-8")
    wrong = [f"not ok {result.job.name}: {line}" for result in results for line in result.differences()]
    print("\n".join(wrong) or f"boot-matrix: {len(results)} boots, none contradicts predict")
    return 1 if wrong or not results else 0


if __name__ == "__main__":
    sys.exit(main())
