import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { type Command, type CommandRegistry, createCommandRegistry } from "./command-registry";

const RegistryContext = createContext<CommandRegistry | null>(null);

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createCommandRegistry);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** Offers these commands in the command menu while the component is mounted. Leave out those that are not possible now. */
export function useCommands(commands: Command[]): void {
  const registry = useContext(RegistryContext);
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => registry?.add(() => latest.current), [registry]);
}

export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("The command menu needs a CommandsProvider around it.");
  return registry;
}
