export const portfolio = {
  title: 'Transférer un portefeuille',
  what: 'Ce qui change de mains',
  text: 'Tout ce qu’une personne suit passe à une autre, en un seul lot que vous pourrez annuler.',
  from: 'De',
  to: 'À',
  parts: 'Ce qui est transféré',
  nothing: 'Rien à transférer',
  action_one: 'Transférer {{count, number}} fiche',
  action_other: 'Transférer {{count, number}} fiches',
  done: 'Le portefeuille est transféré.',
}
