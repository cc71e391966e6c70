// Made by scripts/assembly.mjs with assemblyscript@0.28.20; not to be edited.

/** SHA-256 of the sources it was made of, one after the other in the order of their names. */
export const sourceHash = '55978b4c43ebf53fff6aa6bd51458e75280908f7d2122de9717c8e255aeff987'

export const kernelsModule = [
  'AGFzbQEAAAABEQJgBn9/f39/fwBgBH9/f38AAg8BA2VudgZtZW1vcnkCAAADAwIAAQcaAwZhY3Jvc3MAAQRkb3duAAAGbWVtb3J5',
  'AgAKsAICugECAX8EeyAC/RAhByAD/RAhCANAIAQgBksEQCAFIAZqIAZBAXQiAiAAav0ABAAiCSAH/bwBQRD9rAEgASACav0ABAAi',
  'CiAI/bwBQRD9rAH9rgH9DAIAAAACAAAAAgAAAAIAAAD9rgFBAv2sASAJIAf9vQFBEP2sASAKIAj9vQFBEP2sAf2uAf0MAgAAAAIA',
  'AAACAAAAAgAAAP2uAUEC/awB/YUBIgkgCf1m/VsDAAAgBkEIaiEGDAELCwtyAQF7IAEgAkEMbGohAgNAIAEgAkkEQCADIAAgASgC',
  'AGr9XAIAIAAgASgCBGr9XAIA/Q0AEAERAhIDEwAQARECEgMT/YkBIAH9CQII/boBQQT9rAEiBCAE/YUB/VsDAAAgAUEMaiEBIANB',
  'BmohAwwBCwsL',
].join('')
