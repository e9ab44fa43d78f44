"""The scripts that make each shell ask the program at a TAB, and where they are put.

None of them evaluates what the program answers: each line is one word, with what is told of it behind a tab.
"""

BASH = """\
_bimatrack_completion() {
    local answer line
    COMPREPLY=()
    answer="$(_BIMATRACK_COMPLETE=complete_bash _TYPER_COMPLETE_ARGS="${COMP_LINE:0:COMP_POINT}" \\
        COMP_TYPE="$COMP_TYPE" COMP_WORDBREAKS="$COMP_WORDBREAKS" COLUMNS="$COLUMNS" "$1" 2>/dev/null)" || {
        compopt -o default 2>/dev/null
        return 0
    }
    while IFS= read -r line; do
        [ -n "$line" ] && COMPREPLY+=("$line")
    done <<< "$answer"
    return 0
}

complete -o nosort -F _bimatrack_completion bimatrack 2>/dev/null || complete -F _bimatrack_completion bimatrack
"""

ZSH = """\
#compdef bimatrack

_bimatrack_completion() {
    local answer line
    local -a values shown
    answer="$(_BIMATRACK_COMPLETE=complete_zsh _TYPER_COMPLETE_ARGS="${(j: :)words[1,CURRENT]}" \\
        ${words[1]} 2>/dev/null)" || { _files; return }
    for line in ${(f)answer}; do
        values+=("${line%%$'\\t'*}")
        shown+=("${line/$'\\t'/  -- }")
    done
    (( $#values )) || return 1
    if [[ $answer == *$'\\t'* ]]; then
        compadd -U -l -V bimatrack -d shown -a values
    else
        compadd -U -V bimatrack -a values
    fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _bimatrack_completion "$@"
else
    compdef _bimatrack_completion bimatrack
fi
"""

FISH = """\
function __bimatrack_complete
    set -l answer (_BIMATRACK_COMPLETE=complete_fish _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) \\
        bimatrack 2>/dev/null)
    if test $status -ne 0
        __fish_complete_path (commandline -ct)
    else if test (count $answer) -gt 0
        printf '%s\\n' $answer
    end
end

complete --command bimatrack --no-files --keep-order --arguments '(__bimatrack_complete)'
"""

POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName bimatrack -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $end = $cursorPosition - $commandAst.Extent.StartOffset
    $env:_BIMATRACK_COMPLETE = 'complete_powershell'
    $env:_TYPER_COMPLETE_ARGS = $commandAst.ToString().PadRight($end).Substring(0, $end)
    bimatrack 2>$null | ForEach-Object {
        $value, $shown, $told = $_ -split "`t", 3
        $label = if ($told) { "$shown  $told" } else { $shown }
        $tip = if ($told) { $told } else { $shown }
        [System.Management.Automation.CompletionResult]::new($value, $label, 'ParameterValue', $tip)
    }
    Remove-Item Env:_BIMATRACK_COMPLETE, Env:_TYPER_COMPLETE_ARGS
}
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL, "pwsh": POWERSHELL}
