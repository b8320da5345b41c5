import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** An address, or a network such as 10.0.0.0/8, as `ARTICLE33_TRUSTED_PROXIES` names them. /0 would be everybody, and is none. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || address.includes('%') || more.length > 0) return false;
  if (prefix === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bitsOf(family);
}

/** The proxies whose word is taken on whom they speak for. Nobody else's is: whoever likes can write a header. */
export class Proxies {
  readonly #trusted = new BlockList();

  /** @param networks as `isNetwork` has them. @throws Node's error for what is none. */
  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address = '', prefix] = network.split('/');
      const family = isIP(address);
      this.#trusted.addSubnet(address, Number(prefix ?? bitsOf(family)), familyOf(family));
    }
  }

  /**
   * The address that a request comes from: the peer's, or where that is a proxy the last one in `X-Forwarded-For` that is none. What stands
   * before that one is the client's own tale.
   */
  clientOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
    let client = socket.remoteAddress ?? '';
    // Node joins headers of this name to one.
    const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    for (const said of told.reverse()) {
      const address = addressIn(said.trim());
      if (address === null || !this.#trusts(client)) break;
      client = address;
    }
    return client;
  }

  #trusts(address: string): boolean {
    const [plain = ''] = address.split('%');
    const family = isIP(plain);
    return family !== 0 && this.#trusted.check(plain, familyOf(family));
  }
}

/** Some proxies write the port behind the address. Null for what is no address. */
function addressIn(text: string): string | null {
  const [, inBrackets, beforePort] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(text) ?? [];
  const address = inBrackets ?? beforePort ?? text;
  return isIP(address) === 0 ? null : address;
}

function bitsOf(family: number): number {
  return family === 6 ? 128 : 32;
}

function familyOf(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4';
}
