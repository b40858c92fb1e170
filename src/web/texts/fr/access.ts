export const access = {
  who: 'Qui voit cette fiche',
  everybody: 'Tous les utilisateurs',
  restricted: 'Accès restreint',
  company: {
    everybodyText: 'Tous les utilisateurs qui ont le droit de voir les sociétés voient celle-ci et ses contacts.',
    restrictedText:
      'Seuls les utilisateurs choisis, et ceux qui ont accès à l’une des entités choisies, voient cette société, ses contacts et tout ce qui s’y rattache.',
  },
  contact: {
    everybodyText: 'Tous ceux qui voient la société voient ce contact.',
    restrictedText: 'Parmi ceux qui voient la société, seuls les utilisateurs choisis voient ce contact.',
  },
  companyRestricted: 'L’accès à la société est restreint : cela vaut aussi pour ce contact.',
  users: 'Utilisateurs',
  chosenUsers: 'Utilisateurs qui voient la fiche',
  entities: 'Entités de facturation',
  chosenEntities: 'Entités qui voient la fiche',
  favourites: 'Favoris',
  others: 'Autres utilisateurs',
  addFavourite: 'Ajouter aux favoris',
  removeFavourite: 'Retirer des favoris',
  save: 'Enregistrer l’accès',
  saved: 'Accès enregistré.',
  shutOut: 'Accès enregistré. Vous ne voyez plus cette fiche.',
  warnTitle: 'Vous ne verrez plus cette fiche',
  warnText:
    'Vous n’êtes ni parmi les utilisateurs choisis, ni dans une entité choisie. La fiche disparaîtra de vos listes, et seul un autre utilisateur pourra vous la rendre.',
  warnAction: 'Me retirer l’accès',
}
export const picker = {
  add: 'Ajouter la sélection',
  addAll: 'Tout ajouter',
  remove: 'Retirer la sélection',
  removeAll: 'Tout retirer',
}
