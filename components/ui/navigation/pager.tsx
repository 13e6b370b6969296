import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "../button";

type Props = {
  /** What is paged, for screen readers. */
  label: string;
  /** The URL of the first page; null while that one is shown. */
  newest: string | null;
  older: string | null;
  /** False where the list is further down the page, so that following a link does not scroll up. */
  scroll?: boolean;
};

/** Links, so that each page has a URL of its own and the Back button works. */
export function Pager({ label, newest, older, scroll = true }: Props) {
  if (!newest && !older) return null;
  return (
    <nav aria-label={label} className="flex justify-between gap-3">
      {newest ? (
        <Button asChild variant="outline">
          <Link href={newest} scroll={scroll}>
            <ArrowLeft aria-hidden />
            Newest
          </Link>
        </Button>
      ) : (
        <span />
      )}
      {older ? (
        <Button asChild variant="outline">
          <Link href={older} scroll={scroll}>
            Older
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  );
}
