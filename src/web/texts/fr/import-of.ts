/** What an import says of the records it is about. */
export const importOf = {
  company: {
    rows: 'Sociétés',
    rowsText: 'Avec leurs adresses et leurs contacts.',
    modes: {
      'add-update': 'Les sociétés retrouvées sont mises à jour, les autres sont créées.',
      update: 'Les sociétés retrouvées sont mises à jour, les autres lignes sont laissées de côté et signalées.',
      add: 'Chaque société est créée. Un code client qui existe déjà est refusé.',
      delete: 'Comme « Ajouter et mettre à jour », et les sociétés absentes du fichier sont supprimées.',
    },
    scopeTitle: 'Sociétés qui peuvent être supprimées',
    scopeText:
      'Seules les sociétés de ce périmètre que le fichier ne nomme pas seront supprimées, avec leurs contacts. Leur nombre et leur liste seront montrés avant, et vous le confirmerez.',
    createsMissing: 'Créer une société quand rien ne correspond',
    nameMissing: 'Attribuez une colonne à « Société » : une société ne peut pas être créée sans nom.',
    created: 'Créent une société',
    matched_one: '{{count, number}} ligne retrouve une société existante.',
    matched_other: '{{count, number}} lignes retrouvent une société existante.',
    matchedNone: 'Aucune ligne ne retrouve de société existante.',
    deletion_one: '{{count, number}} société sera supprimée',
    deletion_other: '{{count, number}} sociétés seront supprimées',
    deletionText: 'Le fichier ne les nomme pas. Leurs contacts et leurs adresses partent avec elles.',
    deletionNone:
      'Aucune société ne sera supprimée : toutes celles du périmètre sont nommées par le fichier, ou une ligne n’a pas de clé, ou rien n’a été retrouvé.',
    import_one: 'Importer {{count, number}} société',
    import_other: 'Importer {{count, number}} sociétés',
    delete_one: 'Supprimer {{count, number}} société',
    delete_other: 'Supprimer {{count, number}} sociétés',
    importAndDelete: 'Importer {{imported, number}} et supprimer {{deleted, number}} sociétés',
    see: 'Voir les sociétés',
  },
  contact: {
    rows: 'Contacts',
    rowsText: 'Avec leurs adresses ; leur société est retrouvée par code, ID externe, n° de TVA ou nom.',
    modes: {
      'add-update': 'Les contacts retrouvés sont mis à jour, les autres sont créés.',
      update: 'Les contacts retrouvés sont mis à jour, les autres lignes sont laissées de côté et signalées.',
      add: 'Chaque contact est créé. Un contact qui existe déjà est refusé.',
      delete: 'Comme « Ajouter et mettre à jour », et les contacts absents du fichier sont supprimés.',
    },
    scopeTitle: 'Contacts qui peuvent être supprimés',
    scopeText:
      'Seuls les contacts de ce périmètre que le fichier ne nomme pas seront supprimés. Leur nombre et leur liste seront montrés avant, et vous le confirmerez.',
    createsMissing: 'Créer un contact quand rien ne correspond',
    nameMissing:
      'Attribuez une colonne à « Nom » ou « E-mail 1 », et une à la société : un contact ne peut pas être créé sans.',
    created: 'Créent un contact',
    matched_one: '{{count, number}} ligne retrouve un contact existant.',
    matched_other: '{{count, number}} lignes retrouvent un contact existant.',
    matchedNone: 'Aucune ligne ne retrouve de contact existant.',
    deletion_one: '{{count, number}} contact sera supprimé',
    deletion_other: '{{count, number}} contacts seront supprimés',
    deletionText: 'Le fichier ne les nomme pas. Leurs adresses partent avec eux.',
    deletionNone:
      'Aucun contact ne sera supprimé : tous ceux du périmètre sont nommés par le fichier, ou une ligne n’a pas de clé, ou rien n’a été retrouvé.',
    import_one: 'Importer {{count, number}} contact',
    import_other: 'Importer {{count, number}} contacts',
    delete_one: 'Supprimer {{count, number}} contact',
    delete_other: 'Supprimer {{count, number}} contacts',
    importAndDelete: 'Importer {{imported, number}} et supprimer {{deleted, number}} contacts',
    see: 'Voir les contacts',
  },
} as const
