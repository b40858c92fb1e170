const words = (text: string): readonly string[] => text.split(/,\s*/)

export const streets = words(
  `rue de la République, rue Victor Hugo, avenue Jean Jaurès, rue Pasteur, rue du Moulin, rue de l’Église, place de la Mairie,
rue des Écoles, avenue de la Gare, rue du Général de Gaulle, rue Jules Ferry, boulevard Gambetta, rue Émile Zola, rue des Lilas,
rue du Stade, chemin des Vignes, rue Molière, avenue Foch, rue de Bretagne, rue Saint-Jean, quai de la Fosse, cours Lafayette,
rue des Jardins, impasse du Four, rue de Verdun, route de Paris, rue des Acacias, allée des Tilleuls, rue Pierre Curie,
rue du Port, boulevard de la Liberté, rue des Artisans, rue de l’Industrie, rue Ampère, rue Lavoisier, avenue de l’Europe,
rue Gustave Eiffel, rue Denis Papin, rue Louis Blériot, rue Ada Lovelace, rue des Entrepreneurs, rue du Commerce`,
)
/** Business parks: a line of their own below the street. */
export const parks = words(
  `ZA des Peupliers, ZI Nord, ZA du Grand Clos, Parc d’activités de la Plaine, ZAC des Portes, ZI de la Vallée,
Technopole, Parc tertiaire, ZA de la Croix Blanche, ZI Sud`,
)
