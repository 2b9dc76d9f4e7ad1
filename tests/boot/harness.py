#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""tests/boot/harness.py: what would let a boot pass in silence. Boots nothing."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
from types import SimpleNamespace

import matrix
import matrix_table
import prediction
from prediction import Observation

HERE = pathlib.Path(__file__).resolve().parent
DEVICE = "/virtio_mmio@a000000"


def shell(script, **files):
    """Runs a script that has guest.sh, in a directory with these files; what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (pathlib.Path(folder) / name).write_text(text)
        start = f"set -u; dir={folder} devices=mmio ids=0 limit=9 emulator=true; cd $dir; . {HERE}/guest.sh\n"
        return subprocess.run(["sh", "-c", start + script], capture_output=True, text=True, check=False).stdout.strip()


def fake(folder, outcome, status=0):
    """A fdtrestrict that predicts so."""
    program = folder / "fdtrestrict"
    answer = '{"predictions": [{"device": "%s", "guest": "linux-6.12", "outcome": "%s", "reasons": []}]}' % (DEVICE, outcome)
    program.write_text(f"#!/bin/sh\n[ \"$2\" != --help ] || exit 0\necho '{answer}'\nexit {status}\n")
    program.chmod(0o755)
    return program


class Outcomes(unittest.TestCase):
    """With a pool of 0x800000 at 0x50000000."""

    def where(self, *rings):
        return shell("with_queue '1342177280 8388608' '%s %s %s 16'" % rings)

    def test_inside(self):
        self.assertEqual(self.where(0x50000000, 0x507ffe00, 0x507fff00), "restricted")

    def test_one_byte_over_the_end(self):
        self.assertEqual(self.where(0x50000000, 0x50001000, 0x50800000 - (6 + 8 * 16) + 1), "astride")

    def test_outside(self):
        self.assertEqual(self.where(0x4ffff000, 0x50800000, 0x5e000000), "unrestricted")

    def test_without_a_pool(self):
        self.assertEqual(shell("with_queue '' '4096 8192 12288 16'"), "unrestricted")

    def one(self, console, queue):
        return shell(f"pool='1342177280 8388608' disks=0; queue_of() {{ echo '{queue}'; }}; one 0",
                     console=console, qmp='{"id": "status0", "statuses": ["VIRTIO_CONFIG_S_FAILED"]}')

    def test_io_that_reads_something_else(self):
        queue = f"{0x50000000} {0x50001000} {0x50002000} 16"
        self.assertEqual(self.one("IO_VERIFY_OK vda\n=== E2E READY ===\n", queue), "restricted")
        self.assertEqual(self.one("IO_VERIFY_OK vdb\n=== E2E READY ===\n", queue), "io-failed")
        self.assertEqual(self.one("IO_VERIFY_FAIL vda\n=== E2E READY ===\n", queue), "io-failed")
        self.assertEqual(self.one("swiotlb buffer is full\n", queue), "stalled")
        self.assertEqual(self.one("", queue), "hung")
        self.assertEqual(self.one("Kernel panic - not syncing\n", queue), "crashed")

    def test_no_queue(self):
        self.assertEqual(self.one("probe of virtio0 failed with error -12\n=== E2E READY ===\n", "0 0 0 16"), "refused")
        self.assertEqual(self.one("=== E2E READY ===\n", "0 0 0 16"), "failed")
        self.assertEqual(self.one("", "0 0 0 16"), "hung")


class Keys(unittest.TestCase):
    KEY = "qemu() { shift; printf '%s ' \"$@\"; }; key 'tree' "

    def test_equal_boots_have_one(self):
        self.assertEqual(shell(self.KEY + "-x", tree="a"), shell(self.KEY + "-x", tree="a"))

    def test_what_goes_in_is_told_apart(self):
        keys = {shell(self.KEY + "-x", tree="a"), shell(self.KEY + "-x", tree="b"), shell(self.KEY + "-y", tree="a")}
        self.assertEqual(len(keys), 3)

    def test_a_boot_that_did_not_start_is_not_kept(self):
        said = shell("FDTR_BOOT_CACHE=$dir; run_guest() { : >console; echo no >qemu; }; qemu() { :; }; (boot tree -x); ls -d */", tree="a")
        self.assertTrue(said.startswith("not-started"), said)
        self.assertNotRegex(said, r"[0-9a-f]{64}/")


class Ends(unittest.TestCase):
    def over(self, console, times):
        return shell(f"said_before='' quiet=0 i=0; while [ $i -lt {times} ]; do finished && echo over && break; i=$((i + 1)); done", console=console)

    def test_waiting_for_bounce_buffers(self):
        self.assertEqual(self.over("swiotlb buffer is full\n", 70), "over")
        self.assertEqual(self.over("swiotlb buffer is full\n", 50), "")
        self.assertEqual(self.over("booting\n", 70), "")


class Predictions(unittest.TestCase):
    def compare(self, observed, predicted):
        return list(prediction.differences([Observation(DEVICE, observed, "")], predicted))

    def test_every_outcome(self):
        for observed, told in prediction.MEANING.items():
            self.assertEqual(self.compare(observed, {DEVICE: told}), [])
            for other in {*prediction.MEANING.values(), "unknown"} - {told}:
                self.assertEqual(len(self.compare(observed, {DEVICE: other})), 1, (observed, other))

    def test_devices_that_are_not_told(self):
        self.assertEqual(len(self.compare("restricted", {})), 1)
        self.assertEqual(len(self.compare("restricted", {"/another": "restricted"})), 1)

    def test_boots_that_failed(self):
        for outcome in ("io-failed", "not-described", "not-generated", "not-started", "mixed", "unsaid"):
            self.assertEqual(len(list(prediction.differences(prediction.observations(outcome), {}))), 1, outcome)

    def run_with(self, outcome, status=0, image=__file__):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "result").write_text(f"restricted\nblk0: {DEVICE} restricted, pool 0x1+0x1\n")
            (folder / "guest.dtb").write_text("")
            (folder / "kernel.region").write_text("0x40200000+0x10000")
            (folder / "blob.address").write_text("0x48200000")
            command = [sys.executable, HERE / "prediction.py", fake(folder, outcome, status), "6.12-restricted", image, "required", folder]
            return subprocess.run(command, capture_output=True, check=False).returncode

    def test_a_lie_fails(self):
        self.assertEqual(self.run_with("restricted"), 0)
        self.assertEqual(self.run_with("restricted", 1), 0)
        self.assertEqual(self.run_with("refused"), 1)
        self.assertEqual(self.run_with("unknown"), 1)
        self.assertEqual(self.run_with("restricted", 3), 1)


class Table(unittest.TestCase):
    def result(self, predicted):
        job = matrix.Job("6.12-restricted", matrix.Description("plain", "mmio", "tree", ()), "required")
        return matrix.Result(job, [Observation(DEVICE, "astride", "")], predicted)

    def test_differences_are_marked_and_counted(self):
        for predicted, cell, count in (({DEVICE: "unrestricted"}, "| U - - |", "1 outcomes are as predicted, 0 are not"),
                                       ({DEVICE: "restricted"}, "| **U≠R - -** |", "0 outcomes are as predicted, 1 are not"),
                                       ({DEVICE: "unknown"}, "| **U≠? - -** |", "0 outcomes are as predicted, 1 are not"),
                                       (None, "| U - - |", "Nothing was predicted")):
            text = matrix_table.write([], [("Trees", ["6.12-restricted"], [self.result(predicted and prediction.Prediction(predicted))])], 1)
            self.assertIn(cell, text)
            self.assertIn(count, text)


class Tables(unittest.TestCase):
    def test_mistakes_have_a_branch(self):
        patterns = re.findall(r"^([a-z0-9*,|/ -]+)\)", (HERE / "spoil").read_text(), re.MULTILINE)
        known = {name.strip() for pattern in patterns for name in pattern.split("|")} - {"*"}
        for description in matrix.trees():
            mistake = (description.form + "::").split(":")[1]
            self.assertTrue(not mistake or any(pathlib.PurePath(mistake).match(name) for name in known), description)

    def test_tables_name_the_device_that_they_declare(self):
        for source in (HERE / "acpi").glob("*.asl"):
            text = source.read_text()
            declares = re.search(r"^ *(DISK|Device \((V000|P010|PCI0)\))", text, re.MULTILINE)
            self.assertEqual(bool(declares), bool(re.search(r"^// device: \\_SB\.", text, re.MULTILINE)), source.name)

    def test_names_are_one_description_each(self):
        seen = {}
        for table, column, options in (("cases", 2, 6), ("mistakes", 2, 6), ("more", 1, 3)):
            for row in matrix.rows(table):
                form = row[column + 1].split(":")
                about = SimpleNamespace(devices=row[column], mistake=form[1:2], options=row[options:])
                self.assertEqual(seen.setdefault(row[0], about), about, row[0])


class Report(unittest.TextTestResult):
    def say(self, word, test):
        print(f"{word} boot/harness/{test.id().split('.', 1)[1]}")

    def addSuccess(self, test):
        self.say("ok", test)

    def addFailure(self, test, err):
        self.say("not ok", test)
        print("# " + self._exc_info_to_string(err, test).strip().replace("\n", "\n# "))

    addError = addFailure


if __name__ == "__main__":
    unittest.main(testRunner=unittest.TextTestRunner(resultclass=Report, stream=open("/dev/null", "w", encoding="utf-8")))
