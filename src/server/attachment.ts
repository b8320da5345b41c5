/** Names of files that a browser or a system takes for something else than a name. */
const notInNames = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/:*?"<>|]/gu;

/**
 * A Content-Disposition (RFC 6266, with RFC 8187 for the name) that lets a browser save the bytes, never show them.
 * @param name whatever somebody wrote; signs that steer, and those that separate folders, become `_`.
 */
export function attachmentNamed(name: string): string {
  const plain = name.toWellFormed().replace(notInNames, '_').replace(/^\.+/, '_');
  const encoded = encodeURIComponent(plain).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="evidence"; filename*=UTF-8''${encoded}`;
}
