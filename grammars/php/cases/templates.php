<?php
// Text between tags: what shares its lines comes first, statements on lines of their own go.
$title = 'a'; //: title
$other = 'b'; //: other
if ($title) { //: if <- title
    ?>
    <h1>Title</h1>
    <?php
    echo $other; //: shown <- other
}
?>
<p>
<?php
$late = 1; //: late
echo $late; //: <- late
?>
</p>
