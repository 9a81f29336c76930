"""What a Word file holds, whoever reads it: templates, papers of ours, files of others."""
