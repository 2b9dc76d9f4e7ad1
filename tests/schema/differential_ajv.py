# SPDX-License-Identifier: BSD-2-Clause
"""differential_ajv.py VERDICT COUNT SEED MODULES: COUNT random pairs through VERDICT and ajv; prints where only one holds."""
import os
import sys

import pairs


def main():
    verdict, count, seed, modules = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ajv.mjs")
    made = pairs.Pairs(seed, plain=True)
    known = [made.pair() for _ in range(count)]
    wanted = pairs.ask(["node", program, modules, "pairs"], known)
    for (schema, instance), found, holds in zip(known, pairs.ask([verdict], known), wanted):
        if holds is not None and (found == []) != holds:
            pairs.show(schema, instance, holds, found)
    pairs.check_use(wanted.count(True), count)
    if wanted.count(None) > count / 50:
        print("%d of %d are too much for ajv" % (wanted.count(None), count))


main()
