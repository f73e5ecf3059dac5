// Written by scripts/generate-area-codes.py from scripts/data/npa-timezones.csv.

extension AreaCodes {
  /// Country, region, candidate zones and area codes, one group per line.
  static let table = """
    BB|Barbados|America/Barbados|246
    BM|Bermuda|Atlantic/Bermuda|441
    CA|Alberta|America/Edmonton|368 403 587 780 825
    CA|British Columbia|America/Edmonton America/Vancouver|250
    CA|British Columbia|America/Vancouver|236 257 604 672 778
    CA|Manitoba|America/Winnipeg|204 431 584
    CA|New Brunswick|America/Halifax|428 506
    CA|Newfoundland and Labrador|America/Halifax America/St_Johns|709
    CA|Newfoundland and Labrador|America/Puerto_Rico America/St_Johns|879
    CA|Northwest Territories/Nunavut/Yukon|America/Edmonton America/Fort_Nelson America/Toronto \
    America/Vancouver America/Winnipeg|867
    CA|Nova Scotia/Prince Edward Island|America/Halifax|782 902
    CA|Ontario|America/Toronto|226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 \
    942
    CA|Ontario|America/Toronto America/Winnipeg|807
    CA|Quebec|America/Halifax America/Toronto|418
    CA|Quebec|America/Toronto|263 273 354 367 438 450 468 514 579 581 819 873
    CA|Saskatchewan|America/Regina|306 639
    CA|Saskatchewan|America/Winnipeg|474
    DO|Dominican Republic|America/Santo_Domingo|809 829 849
    GU|Guam|Pacific/Guam|671
    JM|Jamaica|America/Jamaica|658 876
    LC|Saint Lucia|America/St_Lucia|758
    MP|Northern Mariana Islands|Pacific/Saipan|670
    PR|Puerto Rico|America/Puerto_Rico|787 939
    TT|Trinidad and Tobago|America/Port_of_Spain|868
    US|Alabama|America/Chicago|205 251 256 334 659 938
    US|Alaska|America/Adak America/Anchorage America/Juneau Pacific/Honolulu|907
    US|Arizona|America/Denver America/Phoenix|928
    US|Arizona|America/Phoenix|480 520 602 623
    US|Arkansas|America/Chicago|327 479 501 870
    US|California|America/Los_Angeles|209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 \
    562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 840 858 909 916 925 949 \
    951
    US|Colorado|America/Denver|303 719 720 748 970 983
    US|Connecticut|America/New_York|203 475 860 959
    US|Delaware|America/New_York|302
    US|District of Columbia|America/New_York|202 771
    US|Florida|America/Chicago|689
    US|Florida|America/Chicago America/New_York|850
    US|Florida|America/New_York|239 305 321 324 352 386 407 448 561 645 656 727 728 754 772 786 \
    813 863 904 941 954
    US|Georgia|America/New_York|229 404 470 478 678 706 762 770 912 943
    US|Hawaii|Pacific/Honolulu|808
    US|Idaho|America/Boise America/Denver America/Los_Angeles|208
    US|Idaho|America/Boise America/Los_Angeles|986
    US|Illinois|America/Chicago|217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872
    US|Indiana|America/Chicago America/New_York|219 574 812
    US|Indiana|America/New_York|260 317 463 765 930
    US|Iowa|America/Chicago|319 515 563 641 712
    US|Kansas|America/Chicago|316 913
    US|Kansas|America/Chicago America/Denver|620 785
    US|Kentucky|America/Chicago America/New_York|270 606
    US|Kentucky|America/New_York|364 502 859
    US|Louisiana|America/Chicago|225 318 337 504 985
    US|Maine|America/New_York|207
    US|Maryland|America/New_York|227 240 301 410 443 667
    US|Massachusetts|America/New_York|339 351 413 508 617 774 781 857 978
    US|Michigan|America/Chicago America/New_York|906
    US|Michigan|America/New_York|231 248 269 313 517 586 616 734 810 947 989
    US|Minnesota|America/Chicago|218 320 507 612 651 763 952
    US|Mississippi|America/Chicago|228 601 662 769
    US|Missouri|America/Chicago|235 314 417 557 573 636 660 816 975
    US|Montana|America/Denver|406
    US|Nebraska|America/Chicago|402 531
    US|Nebraska|America/Chicago America/Denver|308
    US|Nevada|America/Boise America/Denver America/Los_Angeles|775
    US|Nevada|America/Los_Angeles|702 725
    US|New Hampshire|America/New_York|603
    US|New Jersey|America/New_York|201 551 609 640 732 848 856 862 908 973
    US|New Mexico|America/Denver|505 575
    US|New York|America/New_York|212 315 329 332 347 363 516 518 585 607 631 646 680 716 718 838 \
    845 914 917 929 934
    US|North Carolina|America/New_York|252 336 472 704 743 828 910 919 980 984
    US|North Dakota|America/Chicago America/Denver America/North_Dakota/Center|701
    US|Ohio|America/New_York|216 220 234 283 326 330 380 419 440 513 567 614 740 937
    US|Oklahoma|America/Chicago|405 539 572 580 918
    US|Oregon|America/Denver America/Los_Angeles|541
    US|Oregon|America/Los_Angeles|458 503 971
    US|Pennsylvania|America/New_York|215 223 267 272 412 445 484 570 582 610 717 724 814 835 878
    US|Rhode Island|America/New_York|401
    US|South Carolina|America/New_York|803 821 839 843 854 864
    US|South Dakota|America/Chicago America/Denver America/North_Dakota/Center|605
    US|Tennessee|America/Chicago|615 629 731 901 931
    US|Tennessee|America/Chicago America/New_York|423
    US|Tennessee|America/New_York|865
    US|Texas|America/Chicago|210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 \
    817 830 832 903 936 940 945 956 972 979
    US|Texas|America/Denver|915
    US|Utah|America/Denver|385 435 801
    US|Vermont|America/New_York|802
    US|Virginia|America/New_York|276 434 540 571 686 703 757 804 826 948
    US|Washington|America/Los_Angeles|206 253 360 425 509 564
    US|West Virginia|America/New_York|304 681
    US|Wisconsin|America/Chicago|262 274 353 414 534 608 715 920
    US|Wyoming|America/Denver|307
    """
}
