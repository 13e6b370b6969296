import "server-only";
import type { ShareAnswer, SharedPhoto } from "../contract/photos/shares";
import type { Share } from "../generated/prisma/client";
import type { OwnedShare } from "./find-shares";
import { tokenOf } from "./share-token";

const pathOf = (shareId: string, secret: string): string => `/s/${tokenOf(shareId, secret)}`;

type Address = { origin: string; secret: string };

/** A share as its owner sees it. `origin` is the address the world knows this studio by. */
export function toShareAnswer(share: Share, { origin, secret }: Address): ShareAnswer {
  const { id, caption, withOriginal, withDownload, createdAt, expiresAt } = share;
  return {
    id,
    url: new URL(pathOf(id, secret), origin).href,
    caption,
    withOriginal,
    withDownload,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/** A share as whoever has its link sees it. Nothing in it leads to the account or to the job. */
export function toSharedPhoto(share: OwnedShare, secret: string): SharedPhoto {
  const { job, caption, withOriginal, withDownload, expiresAt } = share;
  const path = pathOf(share.id, secret);
  return {
    caption,
    model: job.modelTag,
    width: job.width,
    height: job.height,
    colorizedAt: (job.finishedAt ?? job.createdAt).toISOString(),
    expiresAt: expiresAt.toISOString(),
    afterUrl: `${path}/after.webp`,
    beforeUrl: withOriginal ? `${path}/before.webp` : null,
    downloadUrl: withDownload ? `${path}/download` : null,
    cardUrl: `${path}/card.jpg`,
  };
}
