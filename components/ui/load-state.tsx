import type { ReactNode } from "react";
import { ErrorState } from "./error-state";
import { Skeleton } from "./loading";

type Query = {
  data: unknown;
  error: Error | null;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
};
type Props = {
  query: Query;
  /** In lower case, with its article: "the keys". */
  subject: string;
  /** What "Try again" does. */
  onRetry: (error: Error, refetch: () => void) => void;
  /** Shown instead of the error, for what does not exist. */
  missing?: ReactNode;
  className?: string;
  /** What the page looks like before the data is there; four rows of a table when left out. */
  children?: ReactNode;
};

/** Stands in for data that is not there: a sketch of it while it loads, or what went wrong and a way to try again. */
export function LoadState({ query, subject, onRetry, missing, className = "grid gap-3", children }: Props) {
  const { data, error, isPending, isFetching, refetch } = query;
  if (data !== undefined) return null;
  if (isPending) {
    return (
      <div role="status" className={className}>
        <span className="sr-only">Loading {subject}</span>
        {children ?? <SkeletonRows count={4} className="h-11" />}
      </div>
    );
  }
  if (!error) return null;
  const title = `${subject.charAt(0).toUpperCase()}${subject.slice(1)} could not be loaded`;
  return (
    missing || (
      <ErrorState
        title={title}
        detail={error.message}
        onRetry={() => onRetry(error, () => void refetch())}
        retrying={isFetching}
      />
    )
  );
}

/** As many bars as a list will have rows. */
export function SkeletonRows({ count, className }: { count: number; className: string }) {
  return Array.from({ length: count }, (_, row) => row).map((row) => <Skeleton key={row} className={className} />);
}
