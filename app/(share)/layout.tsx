import Link from "next/link";
import type { ReactNode } from "react";
import { MaintenanceBanner } from "@/components/site/notices/maintenance-banner";
import { LegalLinks } from "@/components/ui/legal-links";
import { Logo } from "@/components/ui/logo";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { readLegalLinks } from "@/lib/http/pages/legal-data";
import { readNotices } from "@/lib/http/pages/page-data";

/** Around what somebody shows to others: the photo, and little else. */
export default async function ShareLayout({ children }: { children: ReactNode }) {
  const { maintenance } = await readNotices();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-16 w-full max-w-5xl items-center justify-between px-4 sm:px-6">
        <Link
          href="/"
          prefetch={false}
          aria-label="Pixomax Studio, home"
          className="flex min-h-11 items-center rounded-md"
        >
          <Logo />
        </Link>
        <ThemeToggle />
      </header>
      <MaintenanceBanner maintenance={maintenance} />
      <main id="main" className="mx-auto grid w-full max-w-5xl flex-1 content-start gap-6 px-4 pt-2 pb-12 sm:px-6">
        {children}
      </main>
      <LegalLinks links={await readLegalLinks()} className="mx-auto w-full max-w-5xl px-4 pb-4 sm:px-6" />
    </div>
  );
}
