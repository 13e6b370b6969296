import type { Metadata } from "next";
import { SamplePanel } from "@/components/docs/sample-panel";
import { readChoices } from "@/components/docs/samples/sample-choices";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import { readApiClosed, readCapabilities, readNewestKey, readRequestOrigin } from "@/lib/http/pages/page-data";

export async function generateMetadata(): Promise<Metadata> {
  const origin = await readRequestOrigin();
  return {
    title: "API documentation",
    description: "Colorize photos with one HTTP call: fields, credits, responses, errors and sample code.",
    // One page for search engines, whatever is chosen on it.
    alternates: { canonical: `${origin}/docs`, types: { "text/markdown": `${origin}/docs.md` } },
  };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DocsPage({ searchParams }: Props) {
  const choices = readChoices(await searchParams);
  const user = await signedInUser();
  return (
    <SamplePanel
      choices={choices}
      origin={await readRequestOrigin()}
      signedIn={user !== null}
      maskedKey={user && (await readNewestKey(user.id))}
      capabilities={await readCapabilities()}
      closed={await readApiClosed()}
    />
  );
}
