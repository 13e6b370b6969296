/** Beside the form on wide screens: one photo, half of it as it was, half of it in color. Decoration only. */
export function AuthPhoto() {
  return (
    <div aria-hidden className="relative hidden overflow-hidden bg-canvas lg:block">
      <Half src="/samples/nagasaki-boats.jpg" />
      <Half src="/samples/nagasaki-boats-color.jpg" className="[clip-path:inset(0_0_0_50%)]" />
      <div className="absolute inset-y-0 left-1/2 w-px bg-white/80" />
    </div>
  );
}

function Half({ src, className = "" }: { src: string; className?: string }) {
  // The panel is as tall as the window, so the photo is cropped around its center.
  return (
    <div className={`absolute inset-0 bg-center bg-cover ${className}`} style={{ backgroundImage: `url(${src})` }} />
  );
}
