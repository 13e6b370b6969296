import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import { ThemeToggle } from "@/components/ui/theme-toggle";

/**
 * Around the page that works without a connection. It is the same for everybody and asks the studio nothing: a browser may keep
 * it. Its links load whole pages, because those are not kept.
 */
export default function DeviceLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-16 w-full max-w-6xl items-center justify-between px-4 sm:px-6">
        <a href="/" aria-label="Pixomax Studio, home" className="flex min-h-11 items-center rounded-md">
          <Logo />
        </a>
        <ThemeToggle />
      </header>
      <main id="main" className="mx-auto w-full max-w-6xl flex-1 px-4 pt-4 pb-12 sm:px-6">
        {children}
      </main>
    </div>
  );
}
