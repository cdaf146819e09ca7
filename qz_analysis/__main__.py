from qz_analysis.cli import main

main()
