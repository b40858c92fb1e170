export const portfolio = {
  title: 'Transfer a portfolio',
  what: 'What changes hands',
  text: 'All that one person looks after goes to another, in one change set that you can undo.',
  from: 'From',
  to: 'To',
  parts: 'What is transferred',
  nothing: 'Nothing to transfer',
  action_one: 'Transfer {{count, number}} record',
  action_other: 'Transfer {{count, number}} records',
  done: 'The portfolio is transferred.',
}
