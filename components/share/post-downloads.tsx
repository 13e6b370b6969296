import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { fetchBlob } from "@/lib/client/api-client";
import type { PostKind } from "@/lib/contract/photos/shares";

const posts: { kind: PostKind; label: string; ending: string }[] = [
  { kind: "picture", label: "Side by side", ending: "jpg" },
  { kind: "webp", label: "Loop (WebP)", ending: "webp" },
  { kind: "gif", label: "Loop (GIF)", ending: "gif" },
];

/** Pictures of before and after, to post where links do not go. */
export function PostDownloads({ jobId }: { jobId: string }) {
  const save = useMutation({
    mutationFn: async ({ kind, ending }: (typeof posts)[number]) => {
      const path = `/api/console/jobs/${encodeURIComponent(jobId)}/before-after?kind=${kind}`;
      saveFile(await fetchBlob(path), `before-after.${ending}`);
    },
  });
  return (
    <section aria-labelledby="posts" className="grid gap-3 border-t pt-4">
      <div className="grid gap-0.5">
        <h3 id="posts" className="font-medium text-sm">
          Pictures to post
        </h3>
        <p className="text-muted-foreground text-sm">Before and after in one picture, marked as colorized by AI.</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {posts.map((post) => (
          <Button
            key={post.kind}
            variant="outline"
            size="sm"
            pending={save.isPending && save.variables.kind === post.kind}
            onClick={() => save.mutate(post)}
          >
            <Download aria-hidden />
            {post.label}
          </Button>
        ))}
      </div>
      {save.error ? (
        <p role="alert" className="text-destructive text-sm">
          {save.error.message}
        </p>
      ) : null}
    </section>
  );
}

function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser reads the file after the click, so its address must live a little longer.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
