"""Data only: label schemes, rules, gazetteers, engines, models, icons, samples. Read through core.assets."""
