import type { ReactNode } from "react";
import { ConsoleNav } from "@/components/account/console-nav";

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ConsoleNav />
      <div className="mx-auto grid w-full max-w-6xl content-start gap-8 px-4 py-8 sm:px-6 sm:py-10">{children}</div>
    </>
  );
}
