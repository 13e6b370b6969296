import Link from "next/link";
import type { ReactNode } from "react";
import { HeaderBar } from "@/components/site/header-bar";
import { MaintenanceBanner } from "@/components/site/notices/maintenance-banner";
import { AddressBanner } from "@/components/site/notices/wrong-address";
import { SiteFooter } from "@/components/site/site-footer";
import { Button } from "@/components/ui/button";
import { OperatorContactProvider } from "@/components/ui/operator-contact";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { readLegalLinks, readOperatorContact } from "@/lib/http/pages/legal-data";
import { readNotices } from "@/lib/http/pages/page-data";

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const { publicUrl, maintenance } = await readNotices();
  return (
    <OperatorContactProvider contact={readOperatorContact()} isOperator={false}>
      <div className="flex min-h-dvh flex-col">
        <HeaderBar>
          <Button asChild variant="ghost" size="sm" className="md:hidden">
            <Link href="/docs">Docs</Link>
          </Button>
          <ThemeToggle />
          <Button asChild variant="ink" size="sm">
            <Link href="/workbench">
              <span className="sm:hidden">Open</span>
              <span className="max-sm:hidden">Open the workbench</span>
            </Link>
          </Button>
        </HeaderBar>
        <AddressBanner publicUrl={publicUrl} />
        <MaintenanceBanner maintenance={maintenance} />
        <main id="main" className="flex-1">
          {children}
        </main>
        <SiteFooter legal={await readLegalLinks()} />
      </div>
    </OperatorContactProvider>
  );
}
