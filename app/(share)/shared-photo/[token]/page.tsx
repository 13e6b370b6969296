import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SharedPhotoView } from "@/components/share/shared-photo-view";
import { readRequestOrigin } from "@/lib/http/pages/page-data";
import { readSharedPhoto } from "@/lib/http/pages/shared-photo";

type Props = { params: Promise<{ token: string }> };

// Previews of links are drawn from this although nothing here may be indexed.
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token } = await params;
  const photo = await readSharedPhoto(token);
  const hidden = { robots: { index: false, follow: false }, referrer: "no-referrer" } as const;
  if (!photo) return hidden;
  const title = photo.caption || "A photo in color";
  const description = "Colorized by AI.";
  const images = [new URL(photo.cardUrl, await readRequestOrigin()).href];
  return {
    ...hidden,
    title,
    description,
    openGraph: { title, description, images, type: "article" },
    twitter: { card: "summary_large_image", title, description, images },
  };
}

export default async function SharedPage({ params }: Props) {
  const { token } = await params;
  const photo = await readSharedPhoto(token);
  // The link itself answers with the reason and its status, which a page cannot.
  if (!photo) redirect(`/s/${encodeURIComponent(token)}`);
  return <SharedPhotoView photo={photo} />;
}
