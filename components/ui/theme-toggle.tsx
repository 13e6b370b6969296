"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "./button";

/** Both icons are rendered and CSS shows one, so that the server's HTML is right for either theme. */
export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label="Switch between light and dark"
      onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
    >
      <Sun aria-hidden className="hidden size-[1.125rem] dark:block" />
      <Moon aria-hidden className="size-[1.125rem] dark:hidden" />
    </Button>
  );
}
