/**
 * A compiled program of the register, by its place in the build: what runs in a thread of its own, and what is handed out. Found beside the
 * compiled server and from the one file of the command line alike, for both stand in a folder of the build; sources, as tests run them, take it from the build.
 */
export function programAt(path: string): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? `../../dist/${path}` : `../${path}`, here);
}
