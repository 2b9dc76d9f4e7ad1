# SPDX-License-Identifier: BSD-2-Clause
#
# What `fdtrestrict lint --format json` says, as GitLab's Code Quality report. A finding keeps its fingerprint while
# its rule, its file and its place in the tree stay.
def severity: {error: "critical", warning: "major", info: "info"}[.];

[ .files[]
  | .file as $file
  | .findings // [] | .[]
  | {
      description: "\(.message): \(.place.path)",
      check_name: .rule,
      severity: (.severity | severity),
      location: {path: (.place.file // $file), lines: {begin: (.place.line // 1)}},
      fingerprint: ([.rule, $file, .place.path, .place.property, .place.cell, .related.path] | map(tostring) | join(" ") | @base64)
    }
]
