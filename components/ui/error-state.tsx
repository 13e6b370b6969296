import { CloudOff } from "lucide-react";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

type Props = { title: string; detail: string; onRetry: () => void; retrying?: boolean };

/** Something could not be loaded: what, why, and a button to try again. */
export function ErrorState({ title, detail, onRetry, retrying }: Props) {
  return (
    <div role="alert">
      <EmptyState
        icon={CloudOff}
        title={title}
        action={
          <Button variant="outline" pending={retrying} onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {detail}
      </EmptyState>
    </div>
  );
}
