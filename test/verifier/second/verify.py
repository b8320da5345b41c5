"""A second verifier of evidence bundles, by another hand and in another language: Python's standard library, and openssl for Ed25519.

Test equipment: test/verifier holds it and the shipped verifier to the same verdict on the same bundles. It says less (verdict and fault codes),
and loads a bundle whole. Usage: verify.py <policy> [--last-head FILE]... [--skew SECONDS] -- <bundle>...
Prints one line of JSON per bundle: {"exit": 0|1|2|3, "faults": [codes, sorted, each once]}.
"""

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import datetime, timezone

FILES_MAX = 100_000
BYTES_MAX = 16 * 1024**3
LINE_MAX = 4 * 1024 * 1024
LAST_SECOND = 253_402_300_799
SAFE_NAME = re.compile(r"^(?!/)(?!.*(?:^|/)\.{0,2}(?:/|$))[A-Za-z0-9._@/-]{1,200}$")
BASE64 = re.compile(r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$")
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Unreadable(Exception):
    pass


def sha256(data):
    return hashlib.sha256(data).digest()


def strict64(text, length=None):
    if not isinstance(text, str) or not BASE64.match(text) or "\n" in text:
        return None
    data = base64.b64decode(text)
    if base64.b64encode(data).decode() != text or (length is not None and len(data) != length):
        return None
    return data


# ---------------------------------------------------------------- Merkle tree (RFC 6962, RFC 9162)


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Tree:
    def __init__(self):
        self.size = 0
        self.nodes = []

    def append(self, leaf):
        node, rest = leaf, self.size
        while rest % 2 == 1:
            node = node_hash(self.nodes.pop(), node)
            rest //= 2
        self.nodes.append(node)
        self.size += 1

    def root(self):
        if not self.nodes:
            return sha256(b"")
        right = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            right = node_hash(left, right)
        return right


def included(leaf, index, size, path, root):
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn != 0:
                fn >>= 1
                sn >>= 1
        else:
            r = node_hash(r, p)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def consistent(m, n, root1, root2, proof):
    if m == 0 or m > n:
        return False
    if m == n:
        return not proof and root1 == root2
    if not proof:
        return False
    path = [root1] + proof if m & (m - 1) == 0 else proof
    fn, sn = m - 1, n - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn != 0:
                fn >>= 1
                sn >>= 1
        else:
            sr = node_hash(sr, c)
        fn >>= 1
        sn >>= 1
    return sn == 0 and fr == root1 and sr == root2


# ---------------------------------------------------------------- policy, notes, checkpoints (C2SP)


class Key:
    def __init__(self, vkey, kinds):
        parts = vkey.split("+", 2)
        if len(parts) != 3:
            raise Unreadable("key")
        name, hexid, text = parts
        data = strict64(text)
        if not name or data is None or len(data) != 33 or data[0] not in kinds or not re.fullmatch("[0-9a-f]{8}", hexid):
            raise Unreadable("key")
        if re.search(r"\s", name):
            raise Unreadable("key name")
        if sha256(name.encode() + b"\n" + data)[:4].hex() != hexid:
            raise Unreadable("key id")
        self.name, self.id, self.kind, self.public = name, bytes.fromhex(hexid), data[0], data[1:]


def parse_policy(text):
    logs, witnesses, groups, quorum = [], {}, {}, None
    for raw in text.split("\n"):
        words = raw.split("#", 1)[0].split()
        if not words:
            continue
        if words[0] == "log" and len(words) == 2:
            logs.append(Key(words[1], (1,)))
        elif words[0] == "witness" and len(words) == 3:
            if words[1] in witnesses or words[1] in groups or words[1] == "none":
                raise Unreadable("policy name")
            witnesses[words[1]] = Key(words[2], (4,))
        elif words[0] == "group" and len(words) >= 4:
            if words[1] in witnesses or words[1] in groups or words[1] == "none":
                raise Unreadable("policy name")
            members = words[3:]
            if any(m not in witnesses and m not in groups for m in members):
                raise Unreadable("policy member")
            need = {"any": 1, "all": len(members)}.get(words[2])
            if need is None:
                if not re.fullmatch("[1-9][0-9]{0,3}", words[2]):
                    raise Unreadable("policy threshold")
                need = int(words[2])
            if need > len(members):
                raise Unreadable("policy threshold")
            groups[words[1]] = (need, members)
        elif words[0] == "quorum" and len(words) == 2 and quorum is None:
            if words[1] != "none" and words[1] not in witnesses and words[1] not in groups:
                raise Unreadable("policy quorum")
            quorum = words[1]
        else:
            raise Unreadable("policy line")
    if not logs:
        raise Unreadable("policy without log")
    keys = logs + list(witnesses.values())
    if len({(key.name, key.id) for key in keys}) < len(keys):
        raise Unreadable("policy with a key twice")
    if len({key.public for key in witnesses.values()}) < len(witnesses):
        raise Unreadable("policy with a witness twice")
    return logs, witnesses, groups, quorum


def ed25519(public, message, signature):
    der = bytes.fromhex("302a300506032b6570032100") + public
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as body, tempfile.NamedTemporaryFile() as sig:
        for file, data in ((key, der), (body, message), (sig, signature)):
            file.write(data)
            file.flush()
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", key.name, "-rawin"]
        done = subprocess.run(command + ["-in", body.name, "-sigfile", sig.name], capture_output=True, check=False)
        return done.returncode == 0


class Head:
    pass


SIGNED = {}


def open_head(data, policy):
    """A head, or the code of the fault."""
    key = (data, id(policy))
    if key not in SIGNED:
        SIGNED[key] = open_head_anew(data, policy)
    return SIGNED[key]


def open_head_anew(data, policy):
    logs, witnesses, _, _ = policy
    try:
        note = data.decode("utf-8", "strict")
    except UnicodeDecodeError:
        return "CHECKPOINT_MALFORMED"
    if not note.endswith("\n") or any(ord(c) < 0x20 and c != "\n" for c in note):
        return "CHECKPOINT_MALFORMED"
    split = note.rfind("\n\n")
    if split < 0:
        return "CHECKPOINT_MALFORMED"
    text, lines = note[: split + 1], note[split + 2 : -1].split("\n")
    if len(lines) > 100 or len(data) > 1_000_000:
        return "CHECKPOINT_MALFORMED"
    by_log, times, seen = set(), {}, set()
    signatures = []
    for line in lines:
        match = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)", line)
        blob = strict64(match.group(2)) if match else None
        if blob is None or len(blob) < 5:
            return "CHECKPOINT_MALFORMED"
        signatures.append((match.group(1), blob))
    for name, blob in signatures:
        for known in logs + list(witnesses.values()):
            if known.name != name or known.id != blob[:4] or (known.name, known.id) in seen:
                continue
            seen.add((known.name, known.id))
            signature = blob[4:]
            if known.kind == 1:
                if len(signature) != 64 or not ed25519(known.public, text.encode(), signature):
                    return "CHECKPOINT_NOT_SIGNED"
                by_log.add(known.name)
            else:
                if len(signature) != 72:
                    return "CHECKPOINT_NOT_SIGNED"
                time = int.from_bytes(signature[:8], "big")
                if time > 2**53 - 1:
                    return "CHECKPOINT_NOT_SIGNED"
                body = f"cosignature/v1\ntime {time}\n".encode() + text.encode()
                if not ed25519(known.public, body, signature[8:]):
                    return "CHECKPOINT_NOT_SIGNED"
                if time <= LAST_SECOND:
                    times[next(n for n, k in witnesses.items() if k is known)] = time
    if not by_log:
        return "CHECKPOINT_NOT_SIGNED"
    parts = text[:-1].split("\n")
    if len(parts) < 3 or any(p == "" for p in parts) or not re.fullmatch("0|[1-9][0-9]{0,15}", parts[1]):
        return "CHECKPOINT_MALFORMED"
    head = Head()
    head.origin, head.size, head.root = parts[0], int(parts[1]), strict64(parts[2], 32)
    head.times, head.text = times, note
    if head.root is None or head.size > 2**53 - 1:
        return "CHECKPOINT_MALFORMED"
    if head.origin not in by_log:
        return "CHECKPOINT_NOT_SIGNED"
    return head


def quorum_met(policy, times):
    _, _, groups, quorum = policy
    if quorum in (None, "none"):
        return True

    def holds(name):
        if name in groups:
            need, members = groups[name]
            return sum(holds(m) for m in members) >= need
        return name in times

    return holds(quorum)


# ---------------------------------------------------------------- bundle


def read_bag(path):
    try:
        archive = zipfile.ZipFile(path)
        infos = archive.infolist()
    except Exception as error:
        raise Unreadable("zip") from error
    if archive.comment or len(infos) > FILES_MAX or sum(i.file_size for i in infos) > BYTES_MAX:
        raise Unreadable("zip limits")
    files = {}
    spans = sorted((i.header_offset, i.compress_size) for i in infos)
    for (start, size), (following, _) in zip(spans, spans[1:]):
        if start + 30 + size > following:
            raise Unreadable("overlap")
    for info in infos:
        if not SAFE_NAME.match(info.orig_filename) or info.orig_filename in files or info.flag_bits & 1:
            raise Unreadable("zip entry")
        if info.compress_type not in (0, 8) or (info.external_attr >> 16) & 0o170000 == 0o120000:
            raise Unreadable("zip entry")
        try:
            with archive.open(info) as entry:
                files[info.orig_filename] = entry.read(info.file_size + 1)
        except Exception as error:
            raise Unreadable("zip data") from error
        if len(files[info.orig_filename]) != info.file_size:
            raise Unreadable("zip size")
    return files


def sums_of(files, name):
    if name not in files:
        raise Unreadable(name)
    try:
        text = files[name].decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(name) from error
    if not text.endswith("\n"):
        raise Unreadable(name)
    sums = {}
    for line in text[:-1].split("\n"):
        match = re.fullmatch(r"([0-9a-f]{64}) {2}(\S+)", line)
        if not match or match.group(2) in sums:
            raise Unreadable(name)
        sums[match.group(2)] = match.group(1)
    return sums


def check_fixity(files, faults):
    tags, payload = sums_of(files, "tagmanifest-sha256.txt"), sums_of(files, "manifest-sha256.txt")
    if any(not n.startswith("data/") for n in payload):
        raise Unreadable("manifest")
    if any(n.startswith("data/") or n == "tagmanifest-sha256.txt" for n in tags):
        raise Unreadable("tag manifest")
    if any(n not in tags for n in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")):
        raise Unreadable("tag manifest")
    listed = {**tags, **payload}
    if any(n != "tagmanifest-sha256.txt" and n not in listed for n in files):
        raise Unreadable("unlisted")
    if files.get("bagit.txt", b"").decode("utf-8", "replace") != DECLARATION:
        raise Unreadable("bagit.txt")
    for name, total in listed.items():
        if name not in files:
            faults.add("FILE_MISSING")
        elif hashlib.sha256(files[name]).hexdigest() != total:
            faults.add("FIXITY")


# ---------------------------------------------------------------- canonical JSON (RFC 8785, the part that is used: no fractions)


def canonical(value, depth=0):
    if depth > 32:
        raise ValueError("depth")
    if value is None or isinstance(value, (bool, str)):
        if isinstance(value, str):
            value.encode("utf-8")  # a lone surrogate fails
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\x7f")
    if isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise ValueError("integer")
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(v, depth + 1) for v in value) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda n: n.encode("utf-16-be"))
        return "{" + ",".join(canonical(n) + ":" + canonical(value[n], depth + 1) for n in names) + "}"
    raise ValueError("number")


def loads(data):
    try:
        return json.loads(data.decode("utf-8", "strict"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None


def is_canonical(data):
    try:
        return canonical(json.loads(data.decode("utf-8", "strict"))).encode() == data
    except (ValueError, RecursionError):
        return False


def parse_envelope(line):
    value = loads(line)
    members = {"at", "id", "pc", "prev", "rev", "seq", "stream", "type", "v"}
    if not isinstance(value, dict) or set(value) != members or value["v"] != "irlog/v1":
        return None
    if not is_canonical(line):
        return None
    at, rev, seq = value["at"], value["rev"], value["seq"]
    if not isinstance(at, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", at):
        return None
    try:
        value["ms"] = round(datetime.fromisoformat(at[:-1] + "+00:00").timestamp() * 1000)
    except ValueError:
        return None
    hexid = "[0-9a-f]"
    uuid = f"{hexid}{{8}}-{hexid}{{4}}-{hexid}{{4}}-{hexid}{{4}}-{hexid}{{12}}"
    if not isinstance(value["id"], str) or not re.fullmatch(uuid, value["id"]):
        return None
    if not isinstance(value["stream"], str) or not re.fullmatch(r"[a-z]+-[\x21-\x7e]{1,190}", value["stream"]):
        return None
    if not isinstance(value["type"], str) or not re.fullmatch("[A-Za-z]{1,100}", value["type"]):
        return None
    for number in (rev, seq):
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= 2**53 - 1:
            return None
    value["pc"] = strict64(value["pc"], 32)
    if value["pc"] is None:
        return None
    if value["prev"] is not None:
        value["prev"] = strict64(value["prev"], 32)
        if value["prev"] is None:
            return None
    if (rev == 0) != (value["prev"] is None):
        return None
    return value


def parse_payload(line):
    value = loads(line)
    if not isinstance(value, dict) or not is_canonical(line):
        return None
    if set(value) - {"data", "meta", "seq", "withheld"} or not {"data", "meta", "seq"} <= set(value):
        return None
    seq = value["seq"]
    if isinstance(seq, bool) or not isinstance(seq, int) or not 0 <= seq <= 2**53 - 1:
        return None
    if "withheld" in value and (value["withheld"] != "LEGAL_PRIVILEGE" or value["data"] is not None):
        return None
    if value["data"] is None:
        return None if value["meta"] is not None else (seq, None, None, "withheld" in value)
    meta, data = strict64(value["meta"]), strict64(value["data"])
    if meta is None or data is None:
        return None
    return seq, data, meta, False


def commitment(data, meta):
    return sha256(b"irlog/v1/payload\x00" + len(data).to_bytes(4, "big") + data + len(meta).to_bytes(4, "big") + meta)


def lines_of(data, faults, code):
    if not data:
        return []
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    else:
        faults.add(code)
    if any(len(line) > LINE_MAX for line in lines):
        raise Unreadable("line")
    return lines


class Seen:
    def __init__(self):
        self.rev, self.leaf, self.events, self.payloads = -1, None, 0, 0


def follow(env, seen, faults):
    if env["rev"] <= seen.rev:
        faults.add("REVISION_REPEATED")
    elif env["rev"] != seen.rev + 1:
        faults.add("REVISION_GAP")
    elif env["prev"] != seen.leaf:
        faults.add("CHAIN_BROKEN")


def check_payload(payload, env, seen, faults):
    _, data, meta, withheld = payload
    seen.payloads += 1
    if data is None:
        if not withheld:
            faults.add("PAYLOAD_MISSING")
        return
    if commitment(data, meta) != env["pc"]:
        faults.add("PAYLOAD_ALTERED")
    elif not is_canonical(data) or not is_canonical(meta):
        faults.add("PAYLOAD_MALFORMED")


def brackets(heads):
    """(size, seconds) of heads that state a time, in order."""
    return sorted((h.size, max(h.times.values())) for h in heads if h.times)


def out_of_bracket(env, times, skew):
    before = [t for s, t in times if s <= env["seq"]]
    after = [t for s, t in times if s > env["seq"]]
    late = bool(after) and env["ms"] > (min(after) + skew) * 1000
    early = bool(before) and env["ms"] < (max(before) - skew) * 1000
    return late or early


def verify(path, policy, outside, skew):
    faults = set()
    files = read_bag(path)
    check_fixity(files, faults)
    level_a = "data/envelopes.jsonl" in files
    for name in ("data/checkpoint", "data/incident.jsonl"):
        if name not in files and "FILE_MISSING" not in faults:
            raise Unreadable(name)
    newest = open_head(files["data/checkpoint"], policy) if "data/checkpoint" in files else None
    heads = []
    if isinstance(newest, str):
        faults.add(newest)
        newest = None
    if newest is not None:
        heads.append(newest)
    for name in sorted(n for n in files if n.startswith("data/checkpoints/")):
        head = open_head(files[name], policy)
        if isinstance(head, str):
            faults.add(head)
        elif name != f"data/checkpoints/{head.size}":
            faults.add("CHECKPOINT_MALFORMED")
        else:
            heads.append(head)
    if any(h.origin != heads[0].origin for h in heads):
        faults.add("HEADS_DISAGREE")
    every = heads + outside
    if newest is not None and any(h.origin != newest.origin for h in outside):
        raise Unreadable("outside head of another log")
    by_size = {}
    for head in every:
        if by_size.setdefault(head.size, head.root) != head.root:
            faults.add("HEADS_DISAGREE")
    if newest is not None and any(h.size > newest.size for h in outside):
        faults.add("TAIL_MISSING")
    if newest is not None and any(h.size > newest.size for h in heads):
        faults.add("HEADS_DISAGREE")
    times = brackets(every)
    payload_lines = lines_of(files.get("data/incident.jsonl", b""), faults, "PAYLOAD_MALFORMED")
    if level_a:
        check_whole_log(files, payload_lines, newest, every, times, skew, faults)
    else:
        check_inclusion(files, payload_lines, newest, every, times, skew, faults)
    if faults:
        return 1, faults
    complete = level_a and outside and newest is not None and quorum_met(policy, newest.times)
    return (0 if complete else 3), faults


def check_whole_log(files, payload_lines, newest, every, times, skew, faults):
    tree, streams, envelopes = Tree(), {}, []
    wanted = {h.size for h in every}
    roots = {0: tree.root()} if 0 in wanted else {}
    for line in lines_of(files["data/envelopes.jsonl"], faults, "ENVELOPE_MALFORMED"):
        env = parse_envelope(line)
        envelopes.append(env)
        leaf = leaf_hash(line)
        if env is None:
            faults.add("ENVELOPE_MALFORMED")
        else:
            if env["seq"] != tree.size:
                faults.add("NOT_DENSE")
            if out_of_bracket(env, times, skew):
                faults.add("TIME_OUT_OF_BRACKET")
            seen = streams.setdefault(env["stream"], Seen())
            follow(env, seen, faults)
            seen.rev, seen.leaf, seen.events = max(seen.rev, env["rev"]), leaf, seen.events + 1
        tree.append(leaf)
        if tree.size in wanted:
            roots[tree.size] = tree.root()
    if newest is not None and (tree.size != newest.size or tree.root() != newest.root):
        faults.add("ROOT_DIFFERS")
    for head in every:
        if head is not newest and head.size in roots and roots[head.size] != head.root:
            faults.add("HEADS_DISAGREE")
    last = -1
    for line in payload_lines:
        payload = parse_payload(line)
        if payload is None or payload[0] <= last or payload[0] >= len(envelopes) or envelopes[payload[0]] is None:
            faults.add("PAYLOAD_MALFORMED")
            continue
        last = payload[0]
        env = envelopes[last]
        check_payload(payload, env, streams[env["stream"]], faults)
    if any(0 < s.payloads < s.events for s in streams.values()) or not any(s.payloads for s in streams.values()):
        faults.add("PAYLOAD_MISSING")


def check_inclusion(files, payload_lines, newest, every, times, skew, faults):
    streams, last = {}, -1
    for line in payload_lines:
        payload = parse_payload(line)
        if payload is None or payload[0] <= last:
            faults.add("PAYLOAD_MALFORMED")
            continue
        last = payload[0]
        proof = parse_proof(files.get(f"data/proofs/{last}.tlog-proof"), files.get("data/checkpoint"))
        env = None if proof is None else parse_envelope(proof[0])
        if env is None or proof[1] != last or env["seq"] != last:
            faults.add("PROOF_INVALID")
            continue
        leaf = leaf_hash(proof[0])
        if newest is not None and not included(leaf, last, newest.size, proof[2], newest.root):
            faults.add("PROOF_INVALID")
        if out_of_bracket(env, times, skew):
            faults.add("TIME_OUT_OF_BRACKET")
        seen = streams.setdefault(env["stream"], Seen())
        follow(env, seen, faults)
        seen.rev, seen.leaf = max(seen.rev, env["rev"]), leaf
        check_payload(payload, env, seen, faults)
    if not streams:
        faults.add("PAYLOAD_MISSING")
    if newest is None:
        return
    for head in every:
        name = f"data/consistency/{head.size}-{newest.size}.txt"
        if head.size == 0 or head.size >= newest.size or name not in files:
            continue
        lines = files[name].decode("utf-8", "replace").split("\n")
        hashes = [strict64(line, 32) for line in lines[:-1]]
        if lines[-1] != "" or None in hashes:
            faults.add("PROOF_INVALID")
        elif not consistent(head.size, newest.size, head.root, newest.root, hashes):
            faults.add("HEADS_DISAGREE")


def parse_proof(data, checkpoint):
    """(envelope bytes, index, path), or None."""
    if data is None or checkpoint is None:
        return None
    top, blank, note = data.partition(b"\n\n")
    lines = top.decode("utf-8", "replace").split("\n")
    if not blank or note != checkpoint or len(lines) < 3 or lines[0] != "c2sp.org/tlog-proof@v1":
        return None
    if not lines[1].startswith("extra ") or not re.fullmatch("index (0|[1-9][0-9]{0,15})", lines[2]):
        return None
    extra, path = strict64(lines[1][6:]), [strict64(line, 32) for line in lines[3:]]
    if extra is None or None in path or len(path) > 63:
        return None
    return extra, int(lines[2][6:]), path


def main():
    arguments = sys.argv[1:]
    split = arguments.index("--")
    options, bundles = arguments[:split], arguments[split + 1 :]
    skew, outside = 300, []
    with open(options[0], encoding="utf-8") as file:
        policy = parse_policy(file.read())
    rest = options[1:]
    while rest:
        if rest[0] == "--skew":
            skew = int(rest[1])
        else:
            with open(rest[1], "rb") as file:
                head = open_head(file.read(), policy)
            if isinstance(head, str):
                raise SystemExit("the outside head cannot be read")
            outside.append(head)
        rest = rest[2:]
    for bundle in bundles:
        try:
            code, faults = verify(bundle, policy, outside, skew)
        except Unreadable:
            code, faults = 2, set()
        print(json.dumps({"exit": code, "faults": sorted(faults)}), flush=True)


if __name__ == "__main__":
    main()
