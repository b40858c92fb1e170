const words = (text: string): readonly string[] => text.split(/,\s*/)

export const femaleNames = words(
  `Marie, Nathalie, Isabelle, Sylvie, Catherine, Céline, Sandrine, Valérie, Sophie, Julie, Stéphanie, Aurélie, Laure,
Émilie, Camille, Léa, Manon, Chloé, Élodie, Mathilde, Pauline, Caroline, Anne, Hélène, Claire, Charlotte, Juliette,
Inès, Sarah, Amélie, Delphine, Laetitia, Virginie, Corinne, Véronique, Françoise, Monique, Jacqueline, Nadia, Fatima,
Leïla, Yasmine, Agnès, Béatrice, Élise, Margaux, Clémence, Louise, Alice, Jeanne, Estelle, Gaëlle, Solène, Maëlle`,
)
export const maleNames = words(
  `Jean, Michel, Philippe, Alain, Patrick, Nicolas, Christophe, Pierre, Laurent, Julien, David, Frédéric, Stéphane,
Thomas, Olivier, Sébastien, Éric, Thierry, Pascal, Vincent, Antoine, Guillaume, Maxime, Alexandre, Romain, Mathieu,
Clément, Benoît, Hugo, Lucas, Louis, Arthur, Paul, Jérôme, Fabrice, Bruno, Didier, Gilles, Yves, Hervé, Rémi, Cédric,
Karim, Mehdi, Mohamed, Samir, Loïc, Yann, Gaël, Erwan, Damien, Arnaud, Xavier, François, Denis, Étienne, Tristan`,
)
export const lastNames = words(
  `Martin, Bernard, Dubois, Thomas, Robert, Richard, Petit, Durand, Leroy, Moreau, Simon, Laurent, Lefebvre, Michel,
Garcia, David, Bertrand, Roux, Vincent, Fournier, Morel, Girard, André, Lefèvre, Mercier, Dupont, Lambert, Bonnet,
François, Martinez, Legrand, Garnier, Faure, Rousseau, Blanc, Guérin, Muller, Henry, Roussel, Nicolas, Perrin, Morin,
Mathieu, Clément, Gauthier, Dumont, Lopez, Fontaine, Chevalier, Robin, Masson, Sanchez, Gérard, Nguyen, Boyer, Denis,
Lemaire, Duval, Joly, Gautier, Roger, Roche, Roy, Noël, Meyer, Lucas, Meunier, Jean, Perez, Marchand, Dufour, Blanchard,
Marie, Barbier, Brun, Dumas, Brunet, Schmitt, Leroux, Colas, Fernandez, Renaud, Arnaud, Rolland, Caron, Aubert, Giraud,
Leclerc, Vidal, Bourgeois, Renard, Lemoine, Picard, Gaillard, Philippe, Leclercq, Lacroix, Fabre, Dupuis, Olivier,
Rodriguez, Da Silva, Hubert, Louis, Charles, Guillot, Rivière, Le Gall, Guillaume, Adam, Rey, Moulin, Gonzalez, Berger,
Lecomte, Menard, Fleury, Deschamps, Carpentier, Julien, Benoît, Paris, Maillard, Marchal, Aubry, Vasseur, Le Roux,
Renault, Jacquet, Collet, Prévost, Poirier, Charpentier, Royer, Huet, Baron, Dupuy, Pons, Paul, Laine, Carré, Breton,
Rémy, Schneider, Perrot, Guyot, Barre, Marty, Cousin, Le Goff, Kerbrat, Le Bihan, Pichon, Tanguy, Bouvier, Chauvin`,
)

/** A position, the department it is in, the kind of contact, and its feminine when it differs. */
export type Position = { title: string; female?: string; department: string; type: string; weight: number }

const position = (line: string): Position => {
  const [title = '', female = '', department = '', type = '', weight = ''] = line.split('|')
  return { title, ...(female ? { female } : {}), department, type, weight: Number(weight) }
}

/** Of small companies' first contacts. */
export const heads: readonly Position[] = [
  'Gérant|Gérante|general-management|decision-maker|6',
  'Président|Présidente|general-management|decision-maker|4',
  'Directeur général|Directrice générale|general-management|decision-maker|4',
  'Dirigeant|Dirigeante|general-management|decision-maker|2',
].map(position)

export const positions: readonly Position[] = [
  'Responsable achats||purchasing|buyer|8',
  'Acheteur|Acheteuse|purchasing|buyer|6',
  'Directeur administratif et financier|Directrice administrative et financière|finance|decision-maker|6',
  'Comptable||accounting|accounting|8',
  'Contrôleur de gestion|Contrôleuse de gestion|controlling|prescriber|3',
  'Directeur commercial|Directrice commerciale|sales|decision-maker|5',
  'Assistant commercial|Assistante commerciale|sales-administration|assistant|7',
  'Responsable service clients||customer-service|user|3',
  'Responsable marketing||marketing|prescriber|3',
  'Chargé de communication|Chargée de communication|communication|user|2',
  'Directeur des systèmes d’information|Directrice des systèmes d’information|it|decision-maker|4',
  'Responsable informatique||it|technical|5',
  'Administrateur systèmes et réseaux|Administratrice systèmes et réseaux|operations|technical|3',
  'Développeur|Développeuse|development|technical|2',
  'Responsable de production||production|prescriber|5',
  'Responsable maintenance||maintenance|technical|4',
  'Responsable qualité||quality|prescriber|4',
  'Responsable logistique||logistics|user|4',
  'Directeur des ressources humaines|Directrice des ressources humaines|hr|decision-maker|4',
  'Gestionnaire de paie||payroll|user|2',
  'Assistant de direction|Assistante de direction|secretariat|assistant|6',
  'Juriste||legal|prescriber|2',
  'Chef de projet|Cheffe de projet|development|user|4',
  'Ingénieur recherche et développement|Ingénieure recherche et développement|research|technical|3',
].map(position)
