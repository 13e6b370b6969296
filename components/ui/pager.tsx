import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "./button";

type Props = {
  /** Says to screen readers what is paged. */
  label: string;
  /** The address of the first page; null while that is the one shown. */
  newest: string | null;
  older: string | null;
  /** False where the list is further down its page: following a link then stays there. */
  scroll?: boolean;
};

/** Links, so that each page is an address of its own and the browser's way back works. */
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
