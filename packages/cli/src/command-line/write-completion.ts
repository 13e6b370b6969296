import type { Option, Command as Program } from "commander";
import type { Shell } from "./define-program";

/** A script that the shell reads to complete the program's commands, options and the options' values. */
export function writeCompletion(program: Program, shell: Shell): string {
  if (shell === "fish") return writeFish(program);
  const script = writeBash(program);
  return shell === "zsh" ? `autoload -U +X bashcompinit && bashcompinit\n${script}` : script;
}

const flagOf = ({ long, short }: Option) => long ?? short ?? "";

function writeBash(program: Program): string {
  const names = program.commands.map((command) => command.name());
  const values = program.commands.flatMap((command) =>
    command.options
      .filter(({ argChoices }) => argChoices)
      .map((option) => `      "${command.name()} ${flagOf(option)} "*) words="${option.argChoices?.join(" ")}" ;;`),
  );
  const flags = program.commands.map(
    (command) => `      "${command.name()} "*" -"*) words="${[...command.options.map(flagOf), "--help"].join(" ")}" ;;`,
  );
  return `_pixomax() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${names.join(" ")} --help --version"
  else
    case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]} $word" in
${[...values, ...flags].join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _pixomax pixomax
`;
}

function writeFish(program: Program): string {
  const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const commands = program.commands.map((command) => {
    const about = quote(command.summary() || command.description());
    return `complete -c pixomax -n __fish_use_subcommand -f -a ${command.name()} -d ${about}`;
  });
  const options = program.commands.flatMap((command) =>
    command.options.map((option) => {
      const values = option.argChoices ? ` -x -a ${quote(option.argChoices.join(" "))}` : option.required ? " -r" : "";
      const flag = `-l ${flagOf(option).slice(2)} -d ${quote(option.description)}`;
      return `complete -c pixomax -n '__fish_seen_subcommand_from ${command.name()}' ${flag}${values}`;
    }),
  );
  return `${[...commands, ...options].join("\n")}\n`;
}
