import Link from "next/link";
import { Button } from "@/components/ui/button";
import { LogoMark } from "@/components/ui/logo";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main" className="grid min-h-dvh place-items-center px-6">
      <div className="grid justify-items-center gap-6 text-center">
        <LogoMark className="size-12" />
        <div className="grid gap-2">
          <h1 className="text-2xl font-semibold">This page does not exist</h1>
          <p className="text-muted-foreground">The URL may be mistyped, or the page has moved.</p>
        </div>
        <div className="flex flex-wrap justify-center gap-2">
          <Button asChild>
            <Link href="/workbench">Open the workbench</Link>
          </Button>
          <Button asChild variant="ghost">
            <Link href="/">Home</Link>
          </Button>
        </div>
      </div>
    </main>
  );
}
