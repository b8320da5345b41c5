/** data/README.txt of a bundle: checking by hand, for whoever has no Node, or no trust in our program. */

export interface ReadmeFacts {
  readonly level: 'A' | 'B';
  readonly origin: string;
  /** SHA-256 of the verifier of this version, in hex; null where it is not built. */
  readonly verifier: string | null;
}

/** A head has one signature for each key in use: that of the key in hand is found by the four bytes in front of it. */
const SIGNATURE = String.raw`
        vkey='<vkey>'
        printf '%s' "$vkey" | cut -d+ -f3- | base64 -d | tail -c 32 > key.raw
        (printf '\060\052\060\005\006\003\053\145\160\003\041\000'; cat key.raw) > key.der
        sed '/^$/,$d' data/checkpoint > head.txt
        grep '^— ' data/checkpoint | cut -d' ' -f3 | while read -r line; do
          printf '%s' "$line" | base64 -d > line.bin
          id=$(head -c 4 line.bin | od -An -tx1 | tr -d ' \n')
          if [ "$id" = "$(printf '%s' "$vkey" | cut -d+ -f2)" ]; then tail -c 64 line.bin > head.sig; fi
        done
        openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in head.txt -sigfile head.sig`;

const HASHES = String.raw`
        sum() { openssl dgst -sha256 -binary | base64; }
        leaf() { (printf '\000'; cat) | sum; }
        node() { (printf '\001'; printf '%s' "$1" | base64 -d; printf '%s' "$2" | base64 -d) | sum; }`;

/** Neighbours are paired level by level; a last one without a partner rises as it is, which gives the tree of RFC 6962. */
const WHOLE_TREE = String.raw`
        while read -r line; do printf '%s' "$line" | leaf; done < data/envelopes.jsonl > hashes
        while [ "$(wc -l < hashes)" -gt 1 ]; do
          while read -r a; do if read -r b; then node "$a" "$b"; else echo "$a"; fi; done < hashes > pairs
          mv pairs hashes
        done
        cat hashes; sed -n 3p data/checkpoint`;

/** From a leaf to the root (RFC 9162, section 2.1.3.2). */
const ONE_PATH = String.raw`
        proof=$(ls data/proofs/*.tlog-proof | head -n 1)
        i=$(sed -n 's/^index //p' "$proof"); last=$(($(sed -n 2p data/checkpoint) - 1))
        h=$(sed -n 's/^extra //p' "$proof" | base64 -d | leaf)
        for b in $(sed '1,/^index /d; /^$/,$d' "$proof"); do
          if [ $((i % 2)) = 1 ] || [ "$i" = "$last" ]; then
            h=$(node "$b" "$h")
            while [ $((i % 2)) = 0 ] && [ "$i" != 0 ]; do i=$((i / 2)); last=$((last / 2)); done
          else h=$(node "$h" "$b"); fi
          i=$((i / 2)); last=$((last / 2))
        done
        echo "$h"; sed -n 3p data/checkpoint`;

const PAYLOAD = String.raw`
        line=$(grep -v '"data":null' data/incident.jsonl | head -n 1); echo "$line" | sed 's/.*"seq"/"seq"/'
        printf '%s' "$line" | sed 's/.*"data":"\([^"]*\)".*/\1/' | base64 -d > d
        printf '%s' "$line" | sed 's/.*"meta":"\([^"]*\)".*/\1/' | base64 -d > m
        bytes() { printf "$(printf '\\%03o\\%03o\\%03o\\%03o' $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255)))"; }
        (printf 'irlog/v1/payload\000'; bytes $(wc -c < d); cat d; bytes $(wc -c < m); cat m) | sum`;

const TREE = {
  A: {
    commands: WHOLE_TREE,
    fr: 'Chaque ligne de data/envelopes.jsonl est une feuille, et toutes ensemble mènent à la racine (quelques minutes pour 10 000 événements).',
    en: 'Each line of data/envelopes.jsonl is a leaf, and all of them together lead to the root (minutes for 10,000 events).',
  },
  B: {
    commands: ONE_PATH,
    fr: 'Chaque fichier de data/proofs tient une feuille (« extra ») et ses voisins jusqu’à la racine ; voici le premier, les autres de même.',
    en: 'Each file in data/proofs holds a leaf ("extra") and its neighbours up to the root; this is the first one, the others go the same way.',
  },
} as const;

/** The commands want a POSIX shell and are meant to be run in the unpacked bundle, in this order; `<vkey>` is all that is filled in. */
export function readmeText({ level, origin, verifier }: ReadmeFacts): string {
  const tree = TREE[level];
  return `DOSSIER DE PREUVE / EVIDENCE BUNDLE                                     niveau / level ${level}

Journal / log: ${origin}

FRANÇAIS
========
Lisez data/timeline.html. Pour vérifier, n'utilisez ni clé ni programme contenus dans ce dossier : demandez-les par une autre voie.

    node verify.mjs <ce fichier .zip> politique.txt --last-head tete-conservee.txt --lang fr

${verifier === null ? '' : `SHA-256 de verify.mjs : ${verifier}\n`}
À la main, dans le dossier décompressé, avec un shell POSIX, sha256sum, openssl et base64 :

 1. Fichiers conformes à la liste (ne prouve rien contre qui a pu refaire la liste) :
        sha256sum -c manifest-sha256.txt
 2. Signature de la tête (data/checkpoint). Le texte signé va jusqu'à la ligne vide, exclue ; chaque ligne « — <nom> <base64> » porte 4 octets
    d'identifiant de clé puis, pour une clé du journal, 64 octets de signature Ed25519. <vkey> est ce qui suit « log » dans votre politique : nom,
    identifiant, puis l'octet 01 et la clé publique (32 octets). Après un changement de clé, la tête porte une signature par clé :
${SIGNATURE.slice(1)}
 3. Une feuille : SHA-256 de l'octet 00 suivi de l'enveloppe sans saut de ligne ; un nœud : SHA-256 de 01, gauche, droite (RFC 6962). La racine est à
    la troisième ligne de la tête. ${tree.fr}
    Les deux dernières lignes affichées doivent être égales :
${HASHES.slice(1)}${tree.commands}
 4. Un contenu : « pc » de l'enveloppe est SHA-256("irlog/v1/payload" 00 longueur(data) data longueur(meta) meta), longueurs sur 4 octets,
    data et meta décodés (base64) de la ligne de data/incident.jsonl de même « seq ». Pour la première :
${PAYLOAD.slice(1)}

ENGLISH
=======
Read data/timeline.html. To verify, use neither a key nor a program out of this bundle: ask for them by another way.

    node verify.mjs <this .zip> policy.txt --last-head head-that-you-kept.txt

By hand, in the unpacked bundle, with a POSIX shell, sha256sum, openssl and base64: the commands are those above.

 1. The files are as listed (which proves nothing against whoever can make the list anew).
 2. The signature of the head (data/checkpoint): the signed text ends before the blank line; each line "— <name> <base64>" holds 4 bytes of key id and,
    for a key of the log, 64 bytes of Ed25519 signature. <vkey> is what follows "log" in your policy: name, id, then the byte 01 and the public key
    (32 bytes). After a change of keys a head bears one signature for each key.
 3. A leaf is SHA-256 of the byte 00 and the envelope without a newline; a node is SHA-256 of 01, left, right (RFC 6962). The root is the third line of
    the head. ${tree.en}
    The last two lines printed must be equal.
 4. A payload: "pc" of the envelope is SHA-256("irlog/v1/payload" 00 length(data) data length(meta) meta), lengths in 4 bytes, data and meta
    decoded (base64) from the line of data/incident.jsonl with the same "seq". The command does the first.

Withheld payloads (legal privilege) say so: "withheld":"LEGAL_PRIVILEGE". Their envelopes stay.
`;
}
