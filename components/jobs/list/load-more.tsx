import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/loading";

type Props = {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => unknown;
  };
  /** In lower case: "photos". */
  subject: string;
};

/** The end of a list that goes on: what loads by itself as one scrolls, and the way to try again where it could not. */
export function LoadMore({ query, subject }: Props) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  if (!hasNextPage) return null;
  return (
    <div className="flex min-h-11 items-center justify-center gap-3 text-muted-foreground text-sm">
      {isFetchingNextPage ? (
        <Spinner label={`Loading more ${subject}`} />
      ) : (
        <>
          {isFetchNextPageError ? <span role="alert">More {subject} could not be loaded.</span> : null}
          <Button variant="outline" size="sm" onClick={() => void fetchNextPage()}>
            {isFetchNextPageError ? "Try again" : `Show more ${subject}`}
          </Button>
        </>
      )}
    </div>
  );
}
