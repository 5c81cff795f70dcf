/** A QR code leads back with `#id` or `#session=id`; the id leaves the address at once. */
export function takeSessionFromAddress(): string | null {
  const query = new URLSearchParams(window.location.search);
  const hash = new URLSearchParams(window.location.hash.slice(1));
  const id = hash.get('session') ?? query.get('session') ?? window.location.hash.slice(1);
  if (!/^[A-Za-z0-9_-]{16,128}$/.test(id)) return null;
  query.delete('session');
  const rest = query.toString();
  window.history.replaceState(null, '', window.location.pathname + (rest ? `?${rest}` : ''));
  return id;
}
