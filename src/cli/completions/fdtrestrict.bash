# SPDX-License-Identifier: BSD-2-Clause
# bash completion for fdtrestrict: commands, options and what they take, as the program itself tells them.

# _fdtrestrict_options PROGRAM COMMAND: "SHORT LONG ARGUMENT" a line, "-" for no short one
_fdtrestrict_options() {
	local line option='^ {2,6}((-[A-Za-z]), )?(--[a-z-]+)( ([^ ]+))?( {2,}|$)'

	while IFS= read -r line; do
		[[ $line =~ $option ]] &&
			printf '%s %s %s\n' "${BASH_REMATCH[2]:--}" "${BASH_REMATCH[3]}" "${BASH_REMATCH[5]}"
	done < <("$1" "$2" --help 2>/dev/null)
}

# _fdtrestrict_argument PROGRAM COMMAND OPTION: what the option takes, as the help calls it
_fdtrestrict_argument() {
	local short long argument

	while read -r short long argument; do
		[[ $3 == "$short" || $3 == "$long" ]] || continue
		case $2$long in
		*--base) argument=TREE ;;
		esac
		printf '%s\n' "$argument"
	done < <(_fdtrestrict_options "$1" "$2")
}

# _fdtrestrict_rules PROGRAM COMMAND: explain has those of all, and topics, map those of lint
_fdtrestrict_rules() {
	if [[ $2 == explain ]]; then
		"$1" explain 2>/dev/null | sed -n 's/^  \([^ ]*\) .*/\1/p'
	else
		"$1" "${2/#map/lint}" --list-rules 2>/dev/null | sed 's/ .*//'
	fi
}

# _fdtrestrict_words PROGRAM ARGUMENT COMMAND: what such an argument may be
_fdtrestrict_words() {
	case $2 in
	RULE,...) _fdtrestrict_rules "$1" "$3" ;;
	TARGET,...) "$1" lint --list-targets 2>/dev/null | sed -n -E 's/^([a-z0-9.-]+)( \(default\))?: .*/\1/p' ;;
	GUEST,...) "$1" predict --list-guests 2>/dev/null | sed -n -E 's/^([a-z0-9.-]+)( \(default\))?: .*/\1/p' ;;
	OUTCOME,...) printf '%s\n' restricted unrestricted refused stalls crashes unknown ;;
	LEVEL) printf '%s\n' info warning error ;;
	*) tr '|' '\n' <<<"$2" | grep -E '^[a-z0-9-]{2,}$' ;;
	esac
}

# _fdtrestrict_reply TYPED LEAD WORDS: those words that end what is typed behind LEAD
_fdtrestrict_reply() {
	local breaks=

	[[ $COMP_WORDBREAKS != *=* || $1 != *=* ]] || breaks=${1%"${1##*=}"}
	mapfile -t COMPREPLY < <(compgen -P "$2" -W "$3" -- "${1#"$2"}")
	COMPREPLY=("${COMPREPLY[@]#"$breaks"}")
}

# _fdtrestrict_files PATTERN VALUE: such files, and the folders that may hold them
_fdtrestrict_files() {
	local name

	compopt -o filenames 2>/dev/null
	while IFS= read -r name; do
		# shellcheck disable=SC2053 # a pattern
		[[ ! -d $name && ${name##*/} != $1 ]] || COMPREPLY+=("$name")
	done < <(compgen -f -- "$2")
}

# _fdtrestrict_value PROGRAM ARGUMENT TYPED VALUE COMMAND: VALUE is what of the word is the argument
_fdtrestrict_value() {
	local lead=${3%"$4"}

	case $2 in
	TREE) _fdtrestrict_files '*.dt[bs]*' "$4" ;;
	FILE) _fdtrestrict_files '*' "$4" ;;
	DIR) _fdtrestrict_files '' "$4" ;;
	RULE=LEVEL)
		if [[ $4 == *=* ]]; then
			_fdtrestrict_reply "$3" "${3%"${3##*=}"}" 'off info warning error'
		else
			compopt -o nospace 2>/dev/null
			_fdtrestrict_reply "$3" "$lead" "$(_fdtrestrict_rules "$1" "$5" | sed 's/$/=/')"
		fi
		;;
	*,...)
		[[ $4 != *,* ]] || lead=${3%,*},
		_fdtrestrict_reply "$3" "$lead" "$(_fdtrestrict_words "$1" "$2" "$5")"
		;;
	*) _fdtrestrict_reply "$3" "$lead" "$(_fdtrestrict_words "$1" "$2" "$5")" ;;
	esac
}

_fdtrestrict() {
	local program=$1 line=${COMP_LINE:0:COMP_POINT} command typed argument
	local -a words

	COMPREPLY=()
	typed=${line##*[[:space:]]}
	read -r -a words <<<"${line%"$typed"}"
	command=${words[1]-}
	if [[ -z $command ]]; then
		_fdtrestrict_reply "$typed" '' "$("$program" --help 2>/dev/null | sed -n -E 's/^  ([a-z]+)  .*/\1/p')"
		return
	fi
	argument=$(_fdtrestrict_argument "$program" "$command" "${words[${#words[@]} - 1]}")
	if [[ -z $argument && $typed == --*=* ]]; then
		argument=$(_fdtrestrict_argument "$program" "$command" "${typed%%=*}")
		_fdtrestrict_value "$program" "$argument" "$typed" "${typed#*=}" "$command"
	elif [[ -z $argument && $typed == -* ]]; then
		_fdtrestrict_reply "$typed" '' "$(_fdtrestrict_options "$program" "$command" | tr ' ' '\n' | grep '^-.')"
	elif [[ -n $argument ]]; then
		_fdtrestrict_value "$program" "$argument" "$typed" "$typed" "$command"
	elif [[ $command == explain ]]; then
		_fdtrestrict_reply "$typed" '' "$(_fdtrestrict_rules "$program" "$command")"
	elif [[ $command == lint ]]; then
		_fdtrestrict_files '*.dt[bs]*' "$typed"
	elif [[ $command == validate ]]; then
		_fdtrestrict_files '*.@(dt[bs]*|yaml|yml)' "$typed"
	elif [[ $command == @(compare|map|predict) ]]; then
		_fdtrestrict_files '*.@(dt[bs]*|aml|asl|dsl|dat|txt)' "$typed"
	fi
}

complete -F _fdtrestrict fdtrestrict
