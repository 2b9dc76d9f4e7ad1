# SPDX-License-Identifier: BSD-2-Clause
"""MATRIX.md: what was observed of each description, and where predict says otherwise."""
import prediction

LETTERS = {"restricted": "R", "unrestricted": "U", "refused": "F", "stalls": "S", "crashes": "C"}

TEXT = """<!-- SPDX-License-Identifier: BSD-2-Clause -->
<!-- `make boot-matrix` writes this. -->
# What guests do

{totals}

Observed in QEMU is where a device's virtqueues are, whether block I/O reads back what it wrote, and what the kernel says; predicted is
what `fdtrestrict predict` says of the same description, kernel and device. Descriptions are those of `cases`, `mistakes`, `more` and
`acpi-cases`.

| | |
|---|---|
{versions}

A cell has one letter for each configuration of the device: it is modern and requires ACCESS_PLATFORM; modern and does not offer it;
legacy. Two devices have a letter each.

| | |
|---|---|
| R | restricted |
| U | unrestricted, wholly or in part |
| F | refused: no driver works with the device |
| S | stalls: I/O waits for ever |
| C | crashes |
| - | not booted yet |
| ° | predict says so when it is given the configuration of this kernel; kernels of this version, as they are built to be used, do something else |
| ≠ | predict says the letter behind it; ? is unknown, or nothing |
"""


def letters(result):
    """Of one boot, a letter a device."""
    text = ""
    for each in result.observed:
        seen = LETTERS.get(prediction.MEANING.get(each.outcome), each.outcome)
        told = LETTERS.get(result.predicted.outcomes.get(each.device), "?") if result.predicted else seen
        text += seen if told == seen else f"{seen}≠{told}"
    return text + ("°" if result.predicted and result.predicted.configured else "")


def cell(results):
    """`results` by configuration"""
    text = " ".join(letters(results[name]) if name in results else "-" for name in prediction.FEATURES) if results else ""
    return f"**{text}**" if "≠" in text else text


def table(title, kernels, results):
    """A row a description, a column a kernel; results are in the order of both, and of configurations."""
    rows = {}
    for result in results:
        about = result.job.description
        rows.setdefault((about.name, about.devices), {}).setdefault(result.job.kernel, {})[result.job.configuration] = result
    lines = [f"\n## {title}\n", "| description | devices | " + " | ".join(kernels) + " |", "|---|---|" + "---|" * len(kernels)]
    for (name, devices), found in rows.items():
        lines.append(f"| {name} | {devices} | " + " | ".join(cell(found.get(kernel, {})) for kernel in kernels) + " |")
    return lines


def totals(results, whole):
    devices = [(result, each) for result in results for each in result.observed]
    text = (f"{len({result.job.description for result in results})} descriptions, {len({result.job.kernel for result in results})} kernels, "
            f"{len({result.job.configuration for result in results})} configurations of the devices: {len(results)} boots"
            f"{f' of {whole}' if len(results) < whole else ''}, {len(devices)} devices.\n")
    if any(result.predicted is None for result in results):
        return text + "Nothing was predicted."
    wrong = sum(len(result.differences()) for result in results)
    return text + f"{len(devices) - wrong} outcomes are as predicted, {wrong} are not."


def write(versions, tables, whole):
    """`tables`: (title, kernels, results); of `whole` boots the results may be a part."""
    every = [result for _, _, results in tables for result in results]
    text = TEXT.format(totals=totals(every, whole), versions="\n".join(f"| {name} | {version} |" for name, version in versions))
    return text + "\n".join(line for each in tables if each[2] for line in table(*each)) + "\n"
