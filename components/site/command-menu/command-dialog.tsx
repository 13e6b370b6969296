import { Command } from "cmdk";
import { CornerDownLeft, FileText, Moon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useState } from "react";
import { useCommandRegistry } from "@/components/ui/commands/use-commands";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/overlays/dialog";
import { Group, Item, Thumb } from "./command-parts";
import { listPages } from "./list-pages";
import { usePhotoSearch } from "./use-photo-search";

type Props = { signedIn: boolean; onClose: () => void };

/** Actions of the open page, pages and the account's photos, found by typing. Open as long as it is mounted. */
export function CommandDialog({ signedIn, onClose }: Props) {
  const registry = useCommandRegistry();
  const router = useRouter();
  const [text, setText] = useState("");
  const { photos, searching } = usePhotoSearch(text, signedIn);
  const [commands] = useState(() => registry.list());
  const closeThen = (action: () => void) => () => {
    onClose();
    action();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="gap-0 overflow-hidden p-0 sm:top-[18vh] sm:max-w-lg sm:translate-y-0">
        <DialogTitle className="sr-only">Search and commands</DialogTitle>
        <DialogDescription className="sr-only">Type to search, choose with the arrow keys and Enter.</DialogDescription>
        <Command label="Search and commands" loop className="flex min-h-0 flex-col">
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder={signedIn ? "Search photos, pages and actions" : "Search pages and actions"}
            className="h-14 w-full border-b bg-transparent pr-14 pl-4 text-base outline-none placeholder:text-muted-foreground focus-visible:outline-none"
          />
          <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2">
            <Command.Empty className="px-2 py-8 text-center text-sm text-muted-foreground">
              {searching ? "Searching" : "Nothing found."}
            </Command.Empty>
            {photos.length > 0 && (
              <Group heading="Photos">
                {photos.map(({ jobId, name, thumbUrl }) => (
                  <Item
                    key={jobId}
                    value={`photo ${jobId}`}
                    // The studio has searched already, by its own rules for case and accents.
                    keywords={[name, text]}
                    icon={<Thumb url={thumbUrl} />}
                    onSelect={closeThen(() => router.push(`/console/jobs/${jobId}`))}
                  >
                    {name}
                  </Item>
                ))}
              </Group>
            )}
            {commands.length > 0 && (
              <Group heading="Actions">
                {commands.map(({ id, label, keys }) => (
                  <Item
                    key={id}
                    value={`action ${id}`}
                    keywords={[label]}
                    keys={keys}
                    icon={<CornerDownLeft />}
                    onSelect={closeThen(() => registry.run(id))}
                  >
                    {label}
                  </Item>
                ))}
              </Group>
            )}
            <PagesAndTheme signedIn={signedIn} closeThen={closeThen} />
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

type PagesProps = { signedIn: boolean; closeThen: (action: () => void) => () => void };

function PagesAndTheme({ signedIn, closeThen }: PagesProps) {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const other = resolvedTheme === "dark" ? "light" : "dark";
  return (
    <>
      <Group heading="Go to">
        {listPages(signedIn).map(({ href, label }) => (
          <Item
            key={href}
            value={`page ${href}`}
            keywords={[label]}
            icon={<FileText />}
            onSelect={closeThen(() => router.push(href))}
          >
            {label}
          </Item>
        ))}
      </Group>
      <Group heading="Look">
        <Item
          value={`theme ${other}`}
          keywords={["Switch to dark light"]}
          icon={<Moon />}
          onSelect={closeThen(() => setTheme(other))}
        >
          {`Switch to ${other}`}
        </Item>
      </Group>
    </>
  );
}
