import type { ErrorEntries } from './error-entry.ts'

export const importErrors = {
  'upload-too-large': {
    status: 413,
    fr: 'Le fichier dépasse la taille permise ({max} Mo).',
    en: 'The file is larger than allowed ({max} MB).',
  },
  'upload-offset': {
    status: 409,
    fr: 'De ce fichier, {received} octets sur {size} ont été reçus. Reprenez l’envoi à cet endroit.',
    en: '{received} of {size} bytes of this file were received. Go on sending from there.',
  },
  'import-state': {
    status: 409,
    fr: 'Cette importation n’en est pas à cette étape ({state}). Rechargez la page.',
    en: 'This import is not at that step ({state}). Reload the page.',
  },
  'mapping-target-unknown': {
    status: 422,
    fr: 'La colonne « {header} » est attribuée à un champ qui n’existe pas ({target}).',
    en: 'The column “{header}” is assigned to a field that does not exist ({target}).',
  },
  'mapping-column-unknown': {
    status: 422,
    fr: 'Le fichier n’a pas de colonne « {header} ».',
    en: 'The file has no column “{header}”.',
  },
  'mapping-target-twice': {
    status: 422,
    fr: 'Les colonnes « {first} » et « {second} » sont attribuées au même champ « {field} ». Gardez-en une.',
    en: 'The columns “{first}” and “{second}” are assigned to the same field “{field}”. Keep one.',
  },
  'mapping-keys-too-many': {
    status: 422,
    fr: 'Il y a {count} champs-clés ; 8 au plus sont possibles.',
    en: 'There are {count} match keys; at most 8 are possible.',
  },
  'mapping-key-missing': {
    status: 422,
    fr: 'Choisissez au moins un champ-clé : il sert à retrouver les fiches existantes.',
    en: 'Choose at least one match key: it finds the existing records.',
  },
  'mapping-key-not-allowed': {
    status: 422,
    fr: '« {field} » ne peut pas servir de champ-clé.',
    en: '“{field}” cannot be a match key.',
  },
  'mapping-policy-not-allowed': {
    status: 422,
    fr: 'La mise à jour « {policy} » ne s’applique pas au champ « {field} ». Choisissez-en une autre.',
    en: 'The update policy “{policy}” does not apply to the field “{field}”. Choose another one.',
  },
  'mapping-name-missing': {
    status: 422,
    fr: 'Aucune colonne n’est attribuée à « {field} », nécessaire pour créer des fiches. Attribuez-la, ou désactivez la création.',
    en: 'No column is assigned to “{field}”, which new records need. Assign one, or turn creation off.',
  },
  'mapping-unknown': {
    status: 404,
    fr: 'Aucun mappage enregistré ne s’appelle « {name} ».',
    en: 'No saved mapping is called “{name}”.',
  },
  'mapping-values-not-allowed': {
    status: 422,
    fr: 'Cette colonne n’alimente pas un champ à valeurs connues.',
    en: 'This column does not feed a field of known values.',
  },
  'mapping-date-order-missing': {
    status: 422,
    fr: 'Aucune cellule ne prouve si le jour ou le mois vient d’abord : {columns}. Dites l’ordre des dates de ces colonnes dans le mappage, ou avec --date-order dmy, mdy ou ymd.',
    en: 'No cell proves whether day or month comes first: {columns}. Say the date order of these columns in the mapping, or with --date-order dmy, mdy or ymd.',
  },
  'mapping-decimal-missing': {
    status: 422,
    fr: 'Rien ne prouve si la virgule ou le point sépare les décimales (1.234 ou 1,234) : {columns}. Dites la marque décimale de ces colonnes dans le mappage, ou avec --decimal comma ou point.',
    en: 'Nothing proves whether comma or point is the decimal mark (1.234 or 1,234): {columns}. Say the decimal mark of these columns in the mapping, or with --decimal comma or point.',
  },
  'mapping-erase-joined': {
    status: 422,
    fr: 'Des feuilles lues ensemble n’ont pas toutes les mêmes colonnes : une cellule vide n’y efface rien. Choisissez d’ignorer les cellules vides, ou importez les feuilles une à une.',
    en: 'Sheets that are read together do not all have the same columns: an empty cell in them erases nothing. Choose to ignore empty cells, or import the sheets one by one.',
  },
  'child-id-unknown': {
    status: 422,
    fr: 'Aucune fiche rattachée à celle-ci n’a cet ID Rafale : elle a été supprimée ou déplacée depuis l’export. Videz la cellule pour la créer, ou ignorez la ligne.',
    en: 'No record attached to this one has that Rafale id: it was deleted or moved since the export. Empty the cell to create it, or skip the row.',
  },
  'changed-since-export': {
    status: 409,
    fr: 'Modifié dans Rafale depuis l’export : {other}. Le fichier porte l’ancienne valeur ; celle de Rafale est gardée.',
    en: 'Changed in Rafale since the export: {other}. The file has the old value; Rafale’s is kept.',
  },
  'changed-in-both-kept': {
    status: 409,
    fr: 'Modifié dans le fichier, et dans Rafale depuis l’export : {other}. La valeur de Rafale est gardée ; pour prendre « {value} », choisissez que le fichier l’emporte.',
    en: 'Changed in the file, and in Rafale since the export: {other}. Rafale’s value is kept; to take “{value}”, choose that the file wins.',
  },
  'changed-in-both-overwritten': {
    status: 409,
    fr: 'Modifié dans le fichier, et dans Rafale depuis l’export : {other}. Le fichier l’emporte : « {value} ».',
    en: 'Changed in the file, and in Rafale since the export: {other}. The file wins: “{value}”.',
  },
  'mapping-nothing': {
    status: 422,
    fr: 'Aucune colonne n’est attribuée. Attribuez au moins le champ-clé et un champ.',
    en: 'No column is assigned. Assign at least the match key and one field.',
  },
  'list-value-exists': {
    status: 409,
    fr: '« {value} » est déjà dans la liste.',
    en: '“{value}” is already in the list.',
  },
  'edit-refused': {
    status: 422,
    fr: 'La fiche ne peut pas être enregistrée : {detail}',
    en: 'The record cannot be saved: {detail}',
  },
  'file-expired': {
    status: 410,
    fr: 'Ce fichier a été supprimé : les fichiers sont gardés 90 jours.',
    en: 'This file was deleted: files are kept for 90 days.',
  },
  'deletion-blocked': {
    status: 409,
    fr: 'Vous ne pouvez pas supprimer cette fiche. Demandez à un administrateur.',
    en: 'You cannot delete this record. Ask an administrator.',
  },
  'duplicate-vat': {
    status: 200,
    fr: 'Doublon probable : une société de même numéro de TVA existe ({other}).',
    en: 'Likely duplicate: a company of the same VAT number exists ({other}).',
  },
  'duplicate-name': {
    status: 200,
    fr: 'Doublon probable : une société de même nom et code postal existe ({other}).',
    en: 'Likely duplicate: a company of the same name and postal code exists ({other}).',
  },
  'duplicate-phone': {
    status: 200,
    fr: 'Doublon probable : une fiche de même téléphone existe ({other}).',
    en: 'Likely duplicate: a record of the same phone exists ({other}).',
  },
  'duplicate-email': {
    status: 200,
    fr: 'Doublon probable : un contact de même e-mail existe ({other}).',
    en: 'Likely duplicate: a contact of the same e-mail exists ({other}).',
  },
  'deletions-too-many': {
    status: 409,
    fr: 'Cette importation supprimerait {share} % des fiches concernées ; au-delà de 30 %, seul un administrateur peut le confirmer explicitement.',
    en: 'This import would delete {share} % of the records concerned; above 30 % only an administrator can confirm it, explicitly.',
  },
  'plan-moved': {
    status: 409,
    fr: 'La base a changé depuis le contrôle. Le récapitulatif a été refait : relisez-le, puis importez.',
    en: 'The base changed since the check. The recap was made again: read it, then import.',
  },
  'code-missing': {
    status: 422,
    fr: 'Le code client est vide. Renseignez-le, ou activez la numérotation automatique.',
    en: 'The customer code is empty. Fill it in, or turn automatic numbering on.',
  },
  'code-numbered': {
    status: 200,
    fr: 'Le code client est vide : un numéro sera attribué.',
    en: 'The customer code is empty: a number will be given.',
  },
  'code-exists': {
    status: 409,
    fr: 'Le code « {value} » existe déjà. Passez en mode « Actualiser » pour mettre à jour cette société.',
    en: 'The code “{value}” exists already. Switch to update mode to update this company.',
  },
  'contact-exists': {
    status: 409,
    fr: 'Ce contact existe déjà. Passez en mode « Actualiser » pour le mettre à jour.',
    en: 'This contact exists already. Switch to update mode to update it.',
  },
  'employer-missing': {
    status: 422,
    fr: 'Aucune société n’est indiquée : un contact ne peut pas être créé sans société.',
    en: 'No company is given: a contact cannot be created without one.',
  },
  'employer-unknown': {
    status: 404,
    fr: 'Aucune société ne correspond à « {value} ». Corrigez la valeur, ou autorisez la création des sociétés.',
    en: 'No company matches “{value}”. Correct the value, or let companies be created.',
  },
  'employer-ambiguous': {
    status: 409,
    fr: 'Plusieurs sociétés correspondent à « {value} ». Ajoutez leur code client.',
    en: 'Several companies match “{value}”. Add their customer code.',
  },
  'employer-nameless': {
    status: 422,
    fr: 'Aucune société ne correspond à « {value} », et son nom manque pour la créer.',
    en: 'No company matches “{value}”, and its name is missing to create it.',
  },
  'employer-created': {
    status: 200,
    fr: 'La société « {value} » n’existe pas : elle sera créée.',
    en: 'The company “{value}” does not exist: it will be created.',
  },
  'name-missing': {
    status: 422,
    fr: 'Le nom est vide : une société ne peut pas être créée sans nom.',
    en: 'The name is empty: a company cannot be created without one.',
  },
  'key-missing': {
    status: 422,
    fr: 'Aucun champ-clé n’est renseigné sur cette ligne : elle créera toujours une nouvelle fiche.',
    en: 'No match key is filled in on this row: it will always create a new record.',
  },
  'match-ambiguous': {
    status: 409,
    fr: 'Les champs-clés désignent plusieurs fiches existantes. Complétez-les pour n’en désigner qu’une.',
    en: 'The match keys point at several existing records. Complete them so that they point at one.',
  },
  'match-shared': {
    status: 409,
    fr: 'Une autre ligne de clé différente désigne la même fiche (ligne {other}). Corrigez l’une des deux.',
    en: 'Another row with a different key points at the same record (row {other}). Correct one of the two.',
  },
  'match-hidden': {
    status: 409,
    fr: 'La valeur « {value} » n’est pas disponible.',
    en: 'The value “{value}” is not available.',
  },
  'row-repeats': {
    status: 409,
    fr: 'Cette ligne répète la clé d’une autre (ligne {other}) sans rien y ajouter.',
    en: 'This row repeats the key of another (row {other}) and adds nothing to it.',
  },
  'row-differs': {
    status: 200,
    fr: 'Les lignes de cette fiche ne sont pas d’accord sur « {field} » : la première valeur est retenue.',
    en: 'The rows of this record do not agree on “{field}”: the first value is taken.',
  },
  'group-refused': {
    status: 422,
    fr: 'La ligne {other}, qui crée cette fiche, est refusée.',
    en: 'Row {other}, which creates this record, is refused.',
  },
  'no-match': {
    status: 404,
    fr: 'Aucune fiche existante ne correspond, et la création est désactivée.',
    en: 'No existing record matches, and creation is turned off.',
  },
  'rafale-id-unknown': {
    status: 404,
    fr: 'L’ID Rafale « {value} » n’existe pas dans cette installation.',
    en: 'The Rafale id “{value}” does not exist in this installation.',
  },
  'zeros-differ': {
    status: 200,
    fr: 'Une société de code « {other} » existe : seuls les zéros de tête diffèrent.',
    en: 'A company with code “{other}” exists: only the leading zeros differ.',
  },
  'contact-name-unsure': {
    status: 200,
    fr: 'Nom du contact « {value} » : prénom et nom ont été devinés.',
    en: 'Contact name “{value}”: first and last name were guessed.',
  },
  'child-ambiguous': {
    status: 409,
    fr: 'Plusieurs adresses ou contacts de la fiche correspondent à cette ligne.',
    en: 'Several addresses or contacts of the record match this row.',
  },
  'row-unreadable': {
    status: 422,
    fr: 'Cette ligne n’a pas pu être lue : {detail}',
    en: 'This row could not be read: {detail}',
  },
  'version-moved': {
    status: 409,
    fr: 'La fiche a été modifiée pendant l’importation ; elle a été laissée telle quelle.',
    en: 'The record was changed during the import; it was left as it is.',
  },
} as const satisfies ErrorEntries
