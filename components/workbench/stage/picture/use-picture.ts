import { useEffect, useRef, useState } from "react";
import { needsFull, type PictureSource, type Shown } from "./picture-source";

type Need = { fitPixels: number; zoomed: boolean };
export type PictureState = {
  shown: Shown | null;
  /** Whether `shown` is the full picture. */
  full: boolean;
  /** Whether it stands in for a picture that the browser cannot read. */
  gray: boolean;
  /** Whether nothing can be shown. */
  broken: boolean;
  loading: boolean;
};

/** Loads what a picture needs now. What is shown stays until the next one is decoded, so that nothing flickers. */
export function usePicture(source: PictureSource, { fitPixels, zoomed }: Need): PictureState {
  const [shown, setShown] = useState<Shown | null>(null);
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const [loading, setLoading] = useState(false);
  const readable = (url: string | null | undefined) => (url && !unreadable.includes(url) ? url : null);
  const gray = !readable(source.fullUrl) && !readable(source.previewUrl);
  const fullUrl = readable(gray ? source.grayUrl : source.fullUrl);
  const previewUrl = readable(source.previewUrl);
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);

  useEffect(() => {
    let wanted = true;
    const show = (picture: Shown) => {
      latest.current = picture;
      setShown(picture);
    };
    const load = async () => {
      const current = latest.current;
      if (current && current.url === fullUrl) return;
      let preview = current?.url === previewUrl ? current : null;
      if (!preview && previewUrl) {
        preview = await loadPicture(previewUrl);
        if (!wanted) return;
        if (!preview) setUnreadable((known) => [...known, previewUrl]);
        const isEnough = !needsFull({ preview, fitPixels, zoomed });
        // A preview that is too small is better than nothing, but not than what is there already.
        if (preview && (isEnough || !fullUrl || !current)) show(preview);
      }
      if (!fullUrl || !needsFull({ preview, fitPixels, zoomed })) return;
      const full = await loadPicture(fullUrl);
      if (!wanted) return;
      if (full) show(full);
      else setUnreadable((known) => [...known, fullUrl]);
    };
    setLoading(true);
    // Never rejects: what cannot be loaded is null.
    void load().finally(() => wanted && setLoading(false));
    return () => {
      wanted = false;
    };
  }, [previewUrl, fullUrl, fitPixels, zoomed]);

  const broken = fullUrl === null && previewUrl === null;
  return { shown, full: shown !== null && shown.url === fullUrl, gray, broken, loading };
}

/** The picture, decoded; null when the browser cannot read it. */
async function loadPicture(url: string): Promise<Shown | null> {
  const image = new Image();
  image.src = url;
  const loaded = await new Promise<boolean>((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
  });
  if (!loaded) return null;
  // Some browsers refuse to decode large pictures ahead of time and still show them.
  await image.decode().catch(() => null);
  return { url, width: image.naturalWidth, height: image.naturalHeight };
}
