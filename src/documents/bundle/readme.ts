/** data/README.txt of a bundle: checking by hand, for whoever has no Node, or no trust in our program. */

export interface ReadmeFacts {
  readonly level: 'A' | 'B';
  readonly origin: string;
  /** SHA-256 of the verifier of this version, in hex; null where it is not built. */
  readonly verifier: string | null;
}

export function readmeText({ level, origin, verifier }: ReadmeFacts): string {
  return `DOSSIER DE PREUVE / EVIDENCE BUNDLE                                     niveau / level ${level}

Journal / log: ${origin}

FRANÇAIS
========
Lisez data/timeline.html. Pour vérifier, n'utilisez ni clé ni programme contenus dans ce dossier : demandez-les par une autre voie.

    node verify.mjs <ce fichier .zip> politique.txt --last-head tete-conservee.txt --lang fr

${verifier === null ? '' : `SHA-256 de verify.mjs : ${verifier}\n`}
À la main, avec sha256sum, openssl, base64 et un éditeur :

 1. Fichiers conformes à la liste (ne prouve rien contre qui a pu refaire la liste) :
        sha256sum -c manifest-sha256.txt
 2. Signature de la tête (data/checkpoint). Le texte signé va jusqu'à la ligne vide, exclue ; la ligne « — <nom> <base64> » porte 4 octets
    d'identifiant de clé puis 64 octets de signature Ed25519. La clé publique (32 octets) est à la fin de la vkey de la politique, après un octet 01 :
        sed '/^$/,$d' data/checkpoint > head.txt
        grep '^— ${origin} ' data/checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > head.sig
        printf '%s' '<base64 à la fin de la vkey>' | base64 -d | tail -c 32 > key.raw
        (printf '302a300506032b6570032100' | xxd -r -p; cat key.raw) > key.der
        openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in head.txt -sigfile head.sig
 3. Une feuille : SHA-256 de l'octet 00 suivi d'une ligne de data/envelopes.jsonl sans son saut de ligne ; un nœud : SHA-256 de 01, gauche, droite
    (RFC 6962). La racine est à la troisième ligne de la tête.
        (printf '\\000'; sed -n 1p data/envelopes.jsonl | tr -d '\\n') | sha256sum
 4. Un contenu : « pc » de l'enveloppe est SHA-256("irlog/v1/payload" 00 longueur(data) data longueur(meta) meta), longueurs sur 4 octets,
    data et meta décodés (base64) de la ligne de data/incident.jsonl de même « seq ».

ENGLISH
=======
Read data/timeline.html. To verify, use neither a key nor a program out of this bundle: ask for them by another way.

    node verify.mjs <this .zip> policy.txt --last-head head-that-you-kept.txt

By hand, with sha256sum, openssl, base64 and an editor: the commands are those above.

 1. The files are as listed (which proves nothing against whoever can make the list anew).
 2. The signature of the head (data/checkpoint): the signed text ends before the blank line; the line "— <name> <base64>" holds 4 bytes of key id and
    64 bytes of Ed25519 signature. The public key (32 bytes) ends the vkey of your policy, after a byte 01.
 3. A leaf is SHA-256 of the byte 00 and a line of data/envelopes.jsonl without its newline; a node is SHA-256 of 01, left, right (RFC 6962). The root
    is the third line of the head.
 4. A payload: "pc" of the envelope is SHA-256("irlog/v1/payload" 00 length(data) data length(meta) meta), lengths in 4 bytes, data and meta
    decoded (base64) from the line of data/incident.jsonl with the same "seq".

Withheld payloads (legal privilege) say so: "withheld":"LEGAL_PRIVILEGE". Their envelopes stay.
`;
}
