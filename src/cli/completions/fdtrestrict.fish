# SPDX-License-Identifier: BSD-2-Clause
# fish completion for fdtrestrict: commands, options and what they take, as the program itself tells them.

# The rules of the command that is being written; map has those of lint.
function __fdtrestrict_list_rules
    set -l command (string match -e -- (commandline -opc)[2] lint validate compare; or echo lint)
    fdtrestrict $command --list-rules 2>/dev/null
end

function __fdtrestrict_rules
    __fdtrestrict_list_rules | string replace -rf '^(\S+)\s+\S+\s+(.*)' '$1\t$2'
end

function __fdtrestrict_targets
    fdtrestrict lint --list-targets 2>/dev/null | string replace -rf '^([a-z0-9.-]+)(?: \(default\))?: (.*)' '$1\t$2'
end

function __fdtrestrict_guests
    fdtrestrict predict --list-guests 2>/dev/null | string replace -rf '^([a-z0-9.-]+)(?: \(default\))?: (.*)' '$1\t$2'
end

function __fdtrestrict_outcomes
    printf '%s\n' restricted unrestricted refused stalls crashes unknown
end

function __fdtrestrict_rule_levels
    set -l value (commandline -ct | string replace -r '^(-W|--warn=)' '')
    if string match -q '*=*' -- $value
        printf '%s\n' (string replace -r '=.*' '' -- $value)={off,info,warning,error}
    else
        __fdtrestrict_list_rules | string replace -r ' .*' '='
    end
end

# Trees, and the folders that may hold them.
function __fdtrestrict_trees
    __fish_complete_path (commandline -ct | string replace -r '^--[a-z-]+=' '') |
        string match -r '^[^\t]*(?:/|\.dt[bs][a-z]?)(?:\t.*)?$'
end

function __fdtrestrict_trees_and_bindings
    __fish_complete_path (commandline -ct) | string match -r '^[^\t]*(?:/|\.dt[bs][a-z]?|\.ya?ml)(?:\t.*)?$'
end

function __fdtrestrict_trees_and_tables
    __fish_complete_path (commandline -ct) |
        string match -r '^[^\t]*(?:/|\.dt[bs][a-z]?|\.aml|\.asl|\.dsl|\.dat|\.txt)(?:\t.*)?$'
end

# What fish is to do for an option of a command that takes this.
function __fdtrestrict_takes --argument-names command option argument
    switch $command--$option
        case '*--base'
            echo '(__fdtrestrict_trees)'
            return
    end
    switch $argument
        case 'RULE=LEVEL'
            echo '(__fdtrestrict_rule_levels)'
        case 'RULE,...'
            echo '(__fish_complete_list , __fdtrestrict_rules)'
        case 'TARGET,...'
            echo '(__fish_complete_list , __fdtrestrict_targets)'
        case 'GUEST,...'
            echo '(__fish_complete_list , __fdtrestrict_guests)'
        case 'OUTCOME,...'
            echo '(__fish_complete_list , __fdtrestrict_outcomes)'
        case LEVEL
            echo 'info warning error'
        case DIR
            echo '(__fish_complete_directories)'
        case '*'
            string split '|' -- $argument | string match -r '^[a-z0-9-]{2,}$' | string join ' '
    end
end

command -q fdtrestrict; or exit 0

complete -c fdtrestrict -f
complete -c fdtrestrict -n __fish_use_subcommand -l help -d 'List the commands'
complete -c fdtrestrict -n __fish_use_subcommand -l version -d 'Tell the version'
fdtrestrict --help 2>/dev/null | string replace -rf '^  ([a-z]+)  +(.*)' '$1\t$2' | while read -l -d \t command text
    complete -c fdtrestrict -n __fish_use_subcommand -a $command -d $text
    set -l seen "__fish_seen_subcommand_from $command"
    fdtrestrict $command --help 2>/dev/null |
        string replace -rf '^ {2,6}(?:-([A-Za-z]), )?--([a-z-]+)(?: ([^ ]+))?(?: {2,}(.*))?$' '$1\t$2\t$3\t$4' |
        while read -l -d \t short long argument text
            set -l spec -n $seen -l $long -d "$text"
            test -z "$short"; or set -a spec -s $short
            if test "$argument" = FILE -a "$long" != base
                set -a spec -r -F
            else if test -n "$argument"
                set -l takes (__fdtrestrict_takes $command $long $argument)
                set -a spec -x
                test -z "$takes"; or set -a spec -a $takes
            end
            complete -c fdtrestrict $spec
        end
end
# Of all commands, and topics.
complete -c fdtrestrict -n '__fish_seen_subcommand_from explain' \
    -a '(fdtrestrict explain 2>/dev/null | string replace -rf "^  (\S+)\s+(.*)" "\$1\t\$2")'
complete -c fdtrestrict -n '__fish_seen_subcommand_from lint' -k -a '(__fdtrestrict_trees)'
complete -c fdtrestrict -n '__fish_seen_subcommand_from validate' -k -a '(__fdtrestrict_trees_and_bindings)'
complete -c fdtrestrict -n '__fish_seen_subcommand_from compare map predict' -k -a '(__fdtrestrict_trees_and_tables)'
