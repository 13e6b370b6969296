import { ArrowRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { HomeCompare } from "@/components/site/home-compare";
import { HomeFilm } from "@/components/site/home-film";
import { HomePoint } from "@/components/site/home-point";
import { HomePrices } from "@/components/site/home-prices";
import { Button } from "@/components/ui/button";
import { textLink } from "@/components/ui/class-names";
import { writeCodeSample } from "@/lib/contract/code-samples/write-code-sample";
import { readCapabilities, readRequestOrigin, readSignUpTerms } from "@/lib/http/pages/page-data";

export const metadata: Metadata = { title: { absolute: "Pixomax Studio: old photos in natural color" } };

export default async function HomePage() {
  const origin = await readRequestOrigin();
  const { open, credits } = readSignUpTerms();
  return (
    <div className="mx-auto max-w-[88rem] px-4 sm:px-6">
      <section className="grid gap-10 pt-10 pb-16 sm:pt-16 sm:pb-24 lg:grid-cols-[5fr_7fr] lg:items-center lg:gap-16">
        <div className="grid gap-7">
          <h1 className="text-[clamp(2.5rem,1.5rem+4.2vw,4.5rem)] leading-[1.02] font-semibold tracking-[-0.035em]">
            The day was in color. Now the photo is too.
          </h1>
          <p className="max-w-md text-lg text-pretty text-muted-foreground">
            Drop in an old photo and get it back in natural color, with every detail it had.
          </p>
          <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
            <Button asChild size="lg">
              <Link href="/workbench">
                Try it now
                <ArrowRight aria-hidden />
              </Link>
            </Button>
            {open && credits > 0 && (
              <p className="text-sm text-muted-foreground">Your first {credits} photos are free.</p>
            )}
          </div>
        </div>
        <HomeCompare />
      </section>

      <HomePoint
        title="Runs without a cloud"
        text="The models come with the studio and run on an ordinary processor. They add only color: light and shade stay as they were, at full resolution."
      >
        <HomeFilm />
      </HomePoint>
      <HomePoint
        title="One price, only when it works"
        text="You see what it costs before you press the button. A photo that fails costs nothing, whatever the reason."
      >
        <HomePrices capabilities={await readCapabilities()} />
      </HomePoint>
      <HomePoint
        title="One API call does the same"
        text={
          <>
            The API takes a file, a URL or base64 and returns a link to the output.{" "}
            <Link href="/docs" className={textLink}>
              Read the docs
            </Link>
          </>
        }
      >
        <pre className="whitespace-pre-wrap break-words rounded-xl bg-neutral-900 p-5 font-mono text-[0.8125rem] leading-relaxed text-neutral-100 sm:p-7">
          {writeCodeSample({ language: "curl", input: "file", origin, apiKey: "YOUR_KEY" })}
        </pre>
      </HomePoint>
    </div>
  );
}
